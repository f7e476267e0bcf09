/* What pages do beyond plain HTML. Every part finds its elements by a data attribute; without script the core path works. */
(function () {
  'use strict';
  const $ = (selector, root) => (root || document).querySelector(selector);
  const $$ = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const en = document.documentElement.lang === 'en';
  const say = (zh, english) => (en ? english : zh);
  const announce = (text) => { const live = $('[data-live]'); if (live) live.textContent = text; };
  const token = () => { const field = $('input[name=csrfmiddlewaretoken]'); return field ? field.value : ''; };
  const clock = () => new Date().toTimeString().slice(0, 8);

  /* ---- one submission a click ---- */
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.once === 'off' || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = '1';
    const button = event.submitter;
    setTimeout(() => {
      if (button && form.method === 'post') {
        button.setAttribute('aria-busy', 'true');
        button.disabled = true;
        if (button.dataset.busy) button.textContent = button.dataset.busy;
      }
    }, 0);
    setTimeout(() => { delete form.dataset.sent; if (button) { button.disabled = false; button.removeAttribute('aria-busy'); } }, 8000);
  });
  window.addEventListener('pageshow', () => $$('form[data-sent]').forEach((form) => delete form.dataset.sent));

  /* ---- drafts saved while typing ---- */
  $$('form[data-autosave]').forEach((form) => {
    const state = $('[data-draft-state]');
    const version = $('input[name=version]', form);
    let timer = null, dirty = false, saving = false;
    const show = (text, bad) => { if (state) { state.textContent = text; state.classList.toggle('late', !!bad); } };
    const save = () => {
      if (saving) { later(); return Promise.resolve(); }
      saving = true; dirty = false;
      return fetch(form.dataset.autosave, { method: 'POST', body: new FormData(form), headers: { 'X-CSRFToken': token(), 'X-Requested-With': 'fetch' } })
        .then((answer) => answer.json().then((data) => ({ answer, data })).catch(() => ({ answer, data: {} })))
        .then(({ answer, data }) => {
          if (answer.ok) {
            if (version && data.version) version.value = data.version;
            show(say('草稿已保存 ', 'Draft saved ') + (data.saved_at || clock()));
            form.dispatchEvent(new CustomEvent('draft-saved'));
          } else if (answer.status === 409) {
            show(data.message || say('另有人修改了这份草稿', 'Somebody else changed this draft'), true);
          } else if (answer.status === 401 || answer.status === 403) {
            dirty = true; show(say('没有保存，请重新登录（在新窗口），内容还在本页', 'Not saved: sign in again in a new window; what you typed is still here'), true);
          } else { throw new Error(answer.status); }
        })
        .catch(() => { dirty = true; show(say('没有保存，网络中断。内容还在本页，正在重试', 'Not saved, no connection. Still on this page, retrying'), true); timer = setTimeout(save, 5000); })
        .finally(() => { saving = false; });
    };
    const later = () => { clearTimeout(timer); timer = setTimeout(save, 2000); };
    form.addEventListener('input', () => { dirty = true; later(); });
    form.addEventListener('change', () => { dirty = true; later(); });
    form.addEventListener('submit', () => { dirty = false; clearTimeout(timer); });
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey && event.key === 's') { event.preventDefault(); save(); }
      if (event.ctrlKey && event.key === 'Enter') { event.preventDefault(); const go = $('[data-continue]', form); if (go) go.click(); }
      if (event.altKey && /^[1-6]$/.test(event.key)) { const step = $$('[data-step]')[Number(event.key) - 1]; if (step) { event.preventDefault(); step.click(); } }
    });
    window.addEventListener('beforeunload', (event) => { if (dirty) event.preventDefault(); });
  });

  /* ---- checks that ask the server while a field is being left ---- */
  document.addEventListener('input', (event) => {
    const field = event.target.closest('[data-check-url]');
    if (!field || event.isComposing) return;
    const bare = field.value.normalize('NFKC').replace(/[\s'‘’]/g, '');
    if (bare.length === 18 || bare.length === 15) check(field);
  });
  document.addEventListener('change', (event) => { const field = event.target.closest('[data-check-url]'); if (field && field.value) check(field); });
  function check(field) {
    const target = document.getElementById(field.dataset.checkTarget);
    if (!target || field.dataset.checked === field.value) return;
    field.dataset.checked = field.value;
    const body = new FormData(field.form);
    body.set('number', field.value);
    if (field.dataset.checkRow) body.set('row', field.dataset.checkRow);
    fetch(field.dataset.checkUrl, { method: 'POST', body, headers: { 'X-CSRFToken': token(), 'HX-Request': 'true' } })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject()))
      .then((html) => {
        target.innerHTML = html;
        $$('[data-fill]', target).forEach((given) => { const to = document.getElementById(given.dataset.fill); if (to && (to.readOnly || !to.value)) { to.value = given.dataset.value; to.dispatchEvent(new Event('input', { bubbles: true })); } });
      })
      .catch(() => { delete field.dataset.checked; });
  }

  /* ---- quick search ---- */
  const palette = $('[data-palette-dialog]');
  if (palette && palette.showModal) {
    const input = $('input', palette), list = $('[role=listbox]', palette);
    let timer = null, current = -1, asked = null;
    const options = () => $$('[role=option]', list);
    const mark = (index) => {
      const all = options();
      current = all.length ? (index + all.length) % all.length : -1;
      all.forEach((option, place) => option.setAttribute('aria-selected', place === current ? 'true' : 'false'));
      if (current >= 0) { input.setAttribute('aria-activedescendant', all[current].id); all[current].scrollIntoView({ block: 'nearest' }); } else input.removeAttribute('aria-activedescendant');
    };
    const ask = () => {
      if (asked) asked.abort();
      asked = new AbortController();
      fetch(document.body.dataset.searchUrl + '?q=' + encodeURIComponent(input.value), { headers: { 'HX-Request': 'true' }, signal: asked.signal })
        .then((answer) => (answer.ok ? answer.text() : Promise.reject()))
        .then((html) => { list.innerHTML = html; input.setAttribute('aria-expanded', options().length ? 'true' : 'false'); mark(0); })
        .catch(() => {});
    };
    const open = (text) => { if (!palette.open) palette.showModal(); input.value = text || ''; input.focus(); ask(); };
    input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 200); });
    input.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      if (event.key === 'ArrowDown') { event.preventDefault(); mark(current + 1); }
      if (event.key === 'ArrowUp') { event.preventDefault(); mark(current - 1); }
      if (event.key === 'Enter') { event.preventDefault(); const option = options()[current]; if (option) option.click(); }
    });
    palette.addEventListener('click', (event) => { if (event.target === palette) palette.close(); });
    $$('[data-palette]').forEach((box) => box.addEventListener('focus', () => { box.blur(); open(box.value); }));
    document.addEventListener('keydown', (event) => { if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') { event.preventDefault(); open(''); } });
    window.unionaidPalette = open;
  }

  /* ---- single keys ---- */
  const store = { get: (key) => { try { return localStorage.getItem(key); } catch { return null; } }, set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } } };
  const toggle = $('[data-keys-toggle]');
  if (toggle) { toggle.hidden = false; const paint = () => toggle.setAttribute('aria-pressed', store.get('keys') === 'off' ? 'false' : 'true'); paint(); toggle.addEventListener('click', () => { store.set('keys', store.get('keys') === 'off' ? 'on' : 'off'); paint(); }); }
  const places = { w: '/work/', h: '/households/', r: '/review/', a: '/aid/', c: '/campaigns/', d: '/dashboard/' };
  let leading = 0;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || store.get('keys') === 'off') return;
    const typing = event.target.closest('input,select,textarea,[contenteditable]');
    if (event.key === 'Escape') { $$('details.menu[open]').forEach((menu) => { menu.open = false; }); return; }
    if (typing && !(typing.type === 'checkbox' || typing.type === 'radio')) return;
    if ($('dialog[open]')) return;
    const key = event.key.toLowerCase();
    if (key === '/' && window.unionaidPalette) { event.preventDefault(); window.unionaidPalette(''); return; }
    if (Date.now() - leading < 1200 && places[key]) { const link = $('.side a[href="' + places[key] + '"]'); if (link) link.click(); leading = 0; return; }
    if (key === 'g') { leading = Date.now(); return; }
    const link = $('[data-key="' + (event.key === '?' ? '?' : key) + '"]');
    if (link) { event.preventDefault(); if (link.tagName === 'DIALOG') link.showModal(); else link.click(); return; }
    const rows = $$('[data-row]');
    if (!rows.length) return;
    let place = rows.findIndex((row) => row.classList.contains('on'));
    if (key === 'j' || key === 'k') {
      place = Math.min(Math.max(place + (key === 'j' ? 1 : -1), 0), rows.length - 1);
      rows.forEach((row, index) => row.classList.toggle('on', index === place));
      rows[place].scrollIntoView({ block: 'nearest' });
      const inner = $('a', rows[place]); if (inner) inner.focus();
    }
    if (key === 'x' && place >= 0) { const box = $('input[type=checkbox]', rows[place]); if (box) box.click(); }
    if (key === 'enter' && place >= 0) { const inner = $('a', rows[place]); if (inner) inner.click(); }
  });

  /* ---- selecting rows ---- */
  $$('[data-select]').forEach((area) => {
    const boxes = () => $$('input[name=selected]', area), bar = $('[data-bulk]', area), all = $('[data-select-all]', area);
    const paint = () => {
      const chosen = boxes().filter((box) => box.checked).length;
      if (bar) bar.hidden = !chosen;
      $$('[data-chosen]', area).forEach((count) => { count.textContent = chosen; });
      boxes().forEach((box) => { const row = box.closest('tr,.qrow'); if (row) row.classList.toggle('sel', box.checked); });
      if (all) all.checked = chosen > 0 && chosen === boxes().length;
    };
    let last = null;
    area.addEventListener('click', (event) => {
      if (event.target.name !== 'selected') return;
      const list = boxes(), place = list.indexOf(event.target);
      if (event.shiftKey && last !== null) list.slice(Math.min(place, last), Math.max(place, last) + 1).forEach((box) => { box.checked = event.target.checked; });
      last = place; paint();
    });
    if (all) all.addEventListener('change', () => { boxes().forEach((box) => { if (!box.disabled) box.checked = all.checked; }); paint(); });
    $$('[data-clear]', area).forEach((button) => button.addEventListener('click', () => { boxes().forEach((box) => { box.checked = false; }); paint(); }));
    paint();
  });

  /* ---- dialogs ---- */
  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-dialog]');
    if (opener) { const dialog = document.getElementById(opener.dataset.dialog); if (dialog && dialog.showModal) { event.preventDefault(); const list = $('[data-chosen-names]', dialog); if (list) { const names = $$('input[name=selected]:checked').map((box) => box.dataset.name || box.value); list.textContent = names.slice(0, 10).join('、') + (names.length > 10 ? ' …' : ''); } dialog.showModal(); } }
    const closer = event.target.closest('[data-close]');
    if (closer && closer.closest('dialog')) { event.preventDefault(); closer.closest('dialog').close(); }
    $$('details.menu[open]').forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  /* ---- sensitive values: asked with a reason, shown for a minute ---- */
  document.addEventListener('click', (event) => {
    const ask = event.target.closest('[data-reveal]');
    if (!ask) return;
    const dialog = $('[data-reveal-dialog]');
    if (!dialog || !dialog.showModal) return;
    event.preventDefault();
    const form = $('form', dialog);
    form.elements.field.value = ask.dataset.reveal;
    form.onsubmit = (sent) => {
      if (sent.submitter && sent.submitter.hasAttribute('data-close')) return;
      sent.preventDefault(); sent.stopPropagation();
      fetch(form.action, { method: 'POST', body: new FormData(form), headers: { 'HX-Request': 'true', 'X-CSRFToken': token() } })
        .then((answer) => answer.text().then((text) => ({ answer, text })))
        .then(({ answer, text }) => {
          if (!answer.ok) { $('[data-reveal-error]', dialog).textContent = text; return; }
          dialog.close();
          const shown = ask.parentElement.querySelector('.mask'), masked = shown.textContent;
          shown.textContent = text; ask.hidden = true;
          const hide = () => { shown.textContent = masked; ask.hidden = false; };
          setTimeout(hide, 60000); window.addEventListener('pagehide', hide, { once: true });
          announce(say('已显示，60 秒后隐藏', 'Shown, hidden again after 60 seconds'));
        });
    };
    dialog.showModal();
  });

  /* ---- rows of formsets, added and removed in place ---- */
  document.addEventListener('click', (event) => {
    const add = event.target.closest('[data-add-row]');
    if (!add) return;
    const blank = document.getElementById(add.dataset.addRow), total = document.getElementById(add.dataset.total);
    if (!blank || !total) return;
    event.preventDefault();
    const holder = document.createElement('template');
    holder.innerHTML = blank.innerHTML.replaceAll('__prefix__', total.value);
    const row = holder.content.firstElementChild;
    document.getElementById(add.dataset.into).append(row);
    total.value = Number(total.value) + 1;
    const first = $('input:not([type=hidden]),select', row); if (first) first.focus();
    if (window.htmx) window.htmx.process(row);
  });

  /* ---- after a failed submission the summary speaks first ---- */
  const summary = $('[data-errsum]');
  if (summary) summary.focus();
  document.addEventListener('htmx:afterSwap', (event) => { const found = $('[data-errsum]', event.target); if (found) found.focus(); });
  document.addEventListener('htmx:configRequest', (event) => { event.detail.headers['X-CSRFToken'] = token(); });

  /* ---- interactive charts replace the drawn figure ---- */
  function drawCharts() {
    if (!window.echarts) return;
    const css = getComputedStyle(document.documentElement), read = (name) => css.getPropertyValue(name).trim();
    $$('[data-chart]').forEach((box) => {
      const data = JSON.parse(document.getElementById(box.dataset.chart).textContent);
      const figure = $('[data-figure]', box), canvas = $('.ec', box);
      canvas.hidden = false; if (figure) figure.hidden = true;
      const chart = window.echarts.init(canvas, null, { renderer: 'svg' });
      const bar = (series, colour) => ({ name: series.name, type: 'bar', data: series.data, barGap: '20%', barMaxWidth: 14, itemStyle: { color: read(colour), borderRadius: [2, 2, 0, 0] } });
      const low = Math.min(...data.stock.data), high = Math.max(...data.stock.data), pad = Math.max(10, Math.round((high - low) / 2));
      chart.setOption({
        textStyle: { fontFamily: read('--font'), color: read('--ink-2') },
        animationDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300,
        aria: { enabled: true }, grid: { left: 4, right: 4, top: 34, bottom: 0, containLabel: true },
        legend: { top: 0, left: 0, itemWidth: 10, itemHeight: 10, textStyle: { color: read('--ink-2'), fontSize: 12 } },
        tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, backgroundColor: read('--surface'), borderColor: read('--line-2'), textStyle: { color: read('--ink'), fontSize: 12 } },
        xAxis: { type: 'category', data: data.months, axisTick: { show: false }, axisLine: { lineStyle: { color: read('--line-2') } }, axisLabel: { color: read('--ink-3'), fontSize: 11 } },
        yAxis: [{ type: 'value', splitLine: { lineStyle: { color: read('--line') } }, axisLabel: { color: read('--ink-3'), fontSize: 11 } }, { type: 'value', min: Math.max(0, low - pad), max: high + pad, splitLine: { show: false }, axisLabel: { color: read('--ink-3'), fontSize: 11 } }],
        series: [bar(data.opened, '--c-1'), bar(data.closed, '--c-4'), { name: data.stock.name, type: 'line', yAxisIndex: 1, data: data.stock.data, symbol: 'circle', symbolSize: 5, lineStyle: { width: 2, color: read('--ink-2') }, itemStyle: { color: read('--ink-2') } }],
      });
      if (data.links) chart.on('click', (point) => { const list = data.links[point.seriesIndex]; if (list && list[point.dataIndex]) location.href = list[point.dataIndex]; });
      addEventListener('resize', () => chart.resize());
    });
  }
  if (document.readyState === 'complete') drawCharts(); else window.addEventListener('load', drawCharts);
})();
