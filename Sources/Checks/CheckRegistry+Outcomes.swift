extension CheckRegistry {
  static let namedOutcomeChecks: [any OutcomeCheck.Type] = [
    OutcomeAnswerForm.self,
    OutcomeCap.self,
    OutcomeChoices.self,
    OutcomeContextLength.self,
    OutcomeDiffers.self,
    OutcomeEchoField.self,
    OutcomeEmbeddings.self,
    OutcomeJSONContent.self,
    OutcomeLogprobs.self,
    OutcomeModelListed.self,
    OutcomeOwnID.self,
    OutcomeReasoning.self,
    OutcomeRecall.self,
    OutcomeSameText.self,
    OutcomeSeed.self,
    OutcomeStop.self,
    OutcomeStreamEqualsPlain.self,
    OutcomeToolArguments.self,
    OutcomeToolCall.self,
    OutcomeUnicode.self,
  ]
}
