/// The page's script. It makes elements and sets their text; it never parses markup.
enum HTMLScript {
  static let text = #"""

    'use strict';
    (() => {
      const one = (selector, root = document) => root.querySelector(selector);
      const all = (selector, root = document) => [...root.querySelectorAll(selector)];
      const list = one('#list');
      const results = all('.result', list);

      // Elements: make('p', {class: 'x'}, 'text', otherElement)
      const build = (element, attributes, children) => {
        for (const [name, value] of Object.entries(attributes || {})) {
          if (value !== null && value !== undefined) element.setAttribute(name, value);
        }
        element.append(...children.filter((child) => child !== null && child !== undefined));
        return element;
      };
      const make = (name, attributes, ...children) =>
        build(document.createElement(name), attributes, children);
      const draw = (name, attributes, ...children) =>
        build(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);

      const milliseconds = (value) =>
        value < 1000 ? `${Math.round(value * 10) / 10} ms` : `${(value / 1000).toFixed(2)} s`;

      // Copying
      const copy = async (button) => {
        const text = one('pre', button.parentElement).textContent;
        let done = false;
        try {
          await navigator.clipboard.writeText(text);
          done = true;
        } catch {
          const area = make('textarea', {'aria-hidden': 'true', class: 'unseen'});
          area.value = text;
          document.body.append(area);
          area.select();
          done = document.execCommand('copy');
          area.remove();
        }
        button.textContent = done ? 'Copied' : 'Select it by hand';
        setTimeout(() => { button.textContent = 'Copy'; }, 2000);
      };
      document.addEventListener('click', (event) => {
        const button = event.target.closest('button.copy');
        if (button) copy(button);
      });
      const copyable = (text, label) => make('div', {class: 'copyable'},
        make('pre', {tabindex: '0', role: 'group', 'aria-label': label}, text),
        make('button', {type: 'button', class: 'copy'}, 'Copy'));

      // Timeline
      const names = {
        chunk: 'chunk', finish: 'finish reason', usage: 'usage', terminator: 'terminator',
        error: 'error', other: 'other event',
      };
      const timeline = (data, caption) => {
        const width = 960, left = 8, right = width - 8;
        const x = (time) => left + (right - left) * Math.min(time / data.end, 1);
        // Names of moments stand above the lanes, in as many rows as keep them apart.
        const taken = [];
        const marks = [...data.marks].sort((a, b) => a[0] - b[0]).map(([time, name]) => {
          const text = `${name} ${milliseconds(time)}`, size = text.length * 6.5 + 8;
          const isLate = x(time) + size > width;
          const from = isLate ? x(time) - size : x(time), to = from + size;
          let row = 0;
          while ((taken[row] || []).some(([a, b]) => from < b && a < to)) row += 1;
          (taken[row] = taken[row] || []).push([from, to]);
          return {time, text, isLate, row};
        });
        const top = taken.length * 13 + 5, floor = top + 64;
        const svg = draw('svg', {
          class: 'timeline', viewBox: `0 0 ${width} ${floor + 24}`, role: 'img',
          'aria-label': `Timeline: ${caption}`,
        });
        for (const [start, end] of data.gaps) {
          svg.append(
            draw('rect', {class: 'gap', x: x(start), y: top, width: x(end) - x(start), height: 60}),
            draw('text', {class: 'gap-name', x: (x(start) + x(end)) / 2, y: top + 12,
              'text-anchor': 'middle'}, `silence ${milliseconds(end - start)}`));
        }
        const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];
        let step = 1;
        for (let power = 1; data.end / step > 10; power *= 1000) {
          step = steps.map((s) => s * power).find((s) => data.end / s <= 10) || step * 1000;
        }
        for (let tick = 0; tick <= data.end; tick += step) {
          svg.append(draw('line', {class: 'tick', x1: x(tick), x2: x(tick), y1: top, y2: floor}));
          if (x(tick) < right - 60 || tick === 0) {
            svg.append(draw('text', {x: x(tick) + (tick ? 0 : -4), y: floor + 14,
              'text-anchor': tick ? 'middle' : 'start'}, milliseconds(tick)));
          }
        }
        svg.append(draw('line', {class: 'axis', x1: left, x2: right, y1: floor, y2: floor}));
        const most = Math.max(...data.reads.map(([, count]) => count), 1);
        for (const [time, count] of data.reads) {
          const height = 4 + 20 * count / most;
          svg.append(draw('rect', {class: 'read', x: x(time) - 1, y: floor - height, width: 2, height},
            draw('title', {}, `read of ${count} bytes at ${milliseconds(time)}`)));
        }
        const stacks = new Map();
        for (const [time, kind, number] of data.events) {
          const place = Math.round(x(time) / 4);
          const level = stacks.get(place) || 0;
          stacks.set(place, level + 1);
          svg.append(draw('circle', {
            class: `event ${kind}`, cx: x(time), cy: floor - 30 - Math.min(level, 5) * 6, r: 4,
          }, draw('title', {}, `event ${number} (${kind}) at ${milliseconds(time)}`)));
        }
        for (const {time, text, isLate, row} of marks) {
          svg.append(
            draw('line', {class: 'mark', x1: x(time), x2: x(time), y1: 4 + row * 13, y2: floor}),
            draw('text', {x: x(time) + (isLate ? -4 : 4), y: 12 + row * 13,
              'text-anchor': isLate ? 'end' : 'start'}, text));
        }
        const kinds = [...new Set(data.events.map(([, kind]) => kind))];
        const legend = kinds.map((kind) => make('span', {},
          draw('svg', {class: 'timeline', viewBox: '0 0 12 12', 'aria-hidden': 'true'},
            draw('circle', {class: `event ${kind}`, cx: 6, cy: 6, r: 5})), ` ${names[kind] || kind}`));
        return make('figure', {},
          make('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Timeline'}, svg),
          make('figcaption', {}, `${caption}.`,
            make('div', {class: 'legend'}, ...legend, make('span', {}, 'bars: reads, by size'))));
      };

      // Exchanges
      const pairs = (rows) => make('dl', {class: 'pairs'}, ...rows.map(([name, value, number]) =>
        make('div', {}, make('dt', {}, make('code', {}, name)),
          make('dd', {}, number ? marked(value, number) : make('code', {}, value)))));
      const marked = (text, number) => make('mark',
        {title: `finding ${number}`, 'data-number': number, tabindex: '-1'}, text, make('sup', {'aria-label': `finding ${number}`}, text ? `${number}` : `▲${number}`));
      const folded = (title, ...children) =>
        make('details', {}, make('summary', {}, title), ...children);
      const row = (data, size) => {
        if (data.raw === undefined) return make('p', {class: 'note'}, data.label);
        const where = [`byte ${data.at}`];
        if (data.ms !== undefined) where.push(milliseconds(data.ms));
        where.push(data.label);
        let decoded = null;
        if (data.lines && data.lines.length) decoded = pairs(data.lines);
        else if (data.text) decoded = make('pre', {tabindex: '0'}, data.text);
        return make('div', {class: 'row'}, make('div', {class: 'where'}, where.join(' · ')),
          make('pre', {class: 'raw', tabindex: '0'}, ...data.raw.map(([text, number]) =>
            number ? marked(text, number) : text)),
          make('div', {class: 'decoded'}, decoded));
      };
      const isTelling = (data) => data.fields.some((field) => field[2])
        || data.rows.some((r) => (r.raw || []).some((part) => part[1]));
      // Of several exchanges those are open in which something was found, else the last.
      const exchange = (data, index, list) => make('details', {
        class: 'exchange',
        open: isTelling(data) || (index === list.length - 1 && !list.some(isTelling)) ? '' : null,
      },
        make('summary', {}, make('h3', {}, data.title), ' ',
          make('span', {}, `${data.status}, ${data.ending}`)),
        data.timeline ? timeline(data.timeline, data.caption)
          : make('p', {class: 'about'}, data.caption),
        folded('Request', make('p', {}, make('code', {}, data.request.line)),
          pairs(data.request.fields),
          data.request.body ? make('pre', {class: 'raw', tabindex: '0'}, data.request.body) : null,
          make('h4', {}, 'As a command'), copyable(data.request.curl, 'curl command')),
        build(folded('Response fields', pairs(data.fields)),
          data.fields.some((field) => field[2]) ? {open: ''} : {}, []),
        data.notes ? make('ul', {}, ...data.notes.map((note) => make('li', {}, note))) : null,
        data.message ? folded('The message, put together', pairs(data.message)) : null,
        make('h4', {}, 'Body, raw and decoded'),
        data.rows.length ? make('div', {class: 'rows'}, ...data.rows.map(row))
          : make('p', {class: 'note'}, 'no body'),
        data.rows.some((r) => r.lines) ? make('p', {class: 'note'},
          'Beside each event stands what is new in it; ↵ is a line feed, ‹0D› the byte 0D.') : null);
      const fill = (result) => {
        const place = one('.exchanges', result);
        const source = document.getElementById(`data-${result.dataset.index}`);
        if (!source || place.childElementCount) return;
        place.append(...JSON.parse(source.textContent).map(exchange));
        // From a finding to its bytes among the others.
        for (const finding of all('.finding', result)) {
          const mark = one(`mark[data-number="${finding.dataset.number}"]`, place);
          if (!mark) continue;
          const button = make('button', {type: 'button', class: 'jump'}, 'Show in the exchange');
          button.addEventListener('click', () => {
            for (let part = mark.closest('details'); part && part !== result;
              part = part.parentElement.closest('details')) part.open = true;
            mark.scrollIntoView({block: 'center'});
            mark.focus();
          });
          one('h3', finding).after(button);
        }
      };
      list.addEventListener('toggle', (event) => {
        if (event.target.classList.contains('result') && event.target.open) fill(event.target);
      }, true);

      // Filters and order
      const texts = new Map();
      const text = (result) => {
        if (!texts.has(result)) texts.set(result, result.textContent.toLowerCase());
        return texts.get(result);
      };
      const boxes = all('#toolbar input[type="checkbox"]');
      const filter = () => {
        const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
        const words = one('#search').value.toLowerCase().split(/\s+/).filter(Boolean);
        let count = 0;
        for (const result of results) {
          const isShown = wanted.has(result.dataset.standing)
            && words.every((word) => text(result).includes(word));
          result.hidden = !isShown;
          if (isShown) count += 1;
        }
        one('#shown').textContent = `${count}/${results.length} shown`;
      };
      const orders = {
        order: (a, b) => a.dataset.index - b.dataset.index,
        gravity: (a, b) => a.dataset.gravity - b.dataset.gravity,
        id: (a, b) => (a.dataset.id < b.dataset.id ? -1 : a.dataset.id > b.dataset.id ? 1 : 0),
        time: (a, b) => b.dataset.time - a.dataset.time,
      };
      const sort = () => {
        const order = orders[one('#sort').value];
        list.append(...[...results].sort((a, b) => order(a, b) || orders.order(a, b)));
      };
      for (const box of boxes) box.addEventListener('change', filter);
      one('#search').addEventListener('input', filter);
      one('#sort').addEventListener('change', sort);
      one('#open-all').addEventListener('click', () => {
        for (const result of results) if (!result.hidden) result.open = true;
      });
      one('#close-all').addEventListener('click', () => {
        for (const result of results) result.open = false;
      });
      one('#toolbar').hidden = false;

      // Links to results
      const follow = () => {
        let name = location.hash.slice(1);
        try { name = decodeURIComponent(name); } catch { return; }
        const result = document.getElementById(name);
        if (!result || !result.classList.contains('result')) return;
        if (result.hidden) {
          for (const box of boxes) box.checked = true;
          one('#search').value = '';
          filter();
        }
        result.open = true;
        result.scrollIntoView();
        one('summary', result).focus();
      };
      addEventListener('hashchange', follow);
      document.addEventListener('click', (event) => {
        const chip = event.target.closest('a[href^="#probe."]');
        if (chip && chip.hash === location.hash) follow();
      });
      follow();

      // Printing shows what failed
      let opened = [];
      addEventListener('beforeprint', () => {
        opened = results.filter((result) => result.matches('.failure') && !result.open);
        for (const result of opened) result.open = true;
      });
      addEventListener('afterprint', () => {
        for (const result of opened) result.open = false;
      });

      // Theme
      const themes = ['auto', 'light', 'dark'];
      const button = one('#theme');
      const theme = (name) => {
        if (name === 'auto') delete document.documentElement.dataset.theme;
        else document.documentElement.dataset.theme = name;
        button.textContent = `Theme: ${name}`;
      };
      let current = 'auto';
      try { current = localStorage.getItem('assay-theme') || 'auto'; } catch { /* not allowed */ }
      if (!themes.includes(current)) current = 'auto';
      theme(current);
      button.hidden = false;
      button.addEventListener('click', () => {
        current = themes[(themes.indexOf(current) + 1) % themes.length];
        theme(current);
        try { localStorage.setItem('assay-theme', current); } catch { /* not allowed */ }
      });
    })();

    """#
}
