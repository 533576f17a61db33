#include "CConnect.h"
