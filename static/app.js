/* What every page does beyond plain HTML. Each part finds its elements by a data attribute;
   without script the core path works. Listeners stand on the document, so swapped parts work too. */
(function () {
  'use strict';
  const MINUTE = 60000;
  const $ = (selector, root) => (root || document).querySelector(selector);
  const $$ = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const on = (type, selector, act) => document.addEventListener(type, (event) => {
    const found = event.target.closest && event.target.closest(selector);
    if (found) act(event, found);
  });
  const english = document.documentElement.lang === 'en';
  const say = (chinese, inEnglish) => (english ? inEnglish : chinese);
  const signInAgain = () => say('登录已超时，请重新登录', 'Your session has ended, please sign in again');
  const announce = (text) => { const live = $('[data-live]'); if (live) live.textContent = text; };
  const token = () => { const field = $('input[name=csrfmiddlewaretoken]'); return field ? field.value : ''; };
  const send = (url, body) => fetch(url, {
    method: 'POST', body, headers: { 'X-CSRFToken': token(), 'X-Requested-With': 'fetch', 'HX-Request': 'true' },
  });
  const kept = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* storage is switched off */ } },
  };
  const inBackground = (event) => event.detail.elt.matches('[data-background]');  // a page that asks by itself
  window.unionaid = { $, $$, on, say, announce, token };

  /* ---- one submission a click ---- */
  const waiting = new Map();
  const release = () => {
    waiting.forEach((html, button) => {
      button.disabled = false;
      button.removeAttribute('aria-busy');
      button.innerHTML = html;
      if (button.form) delete button.form.dataset.sent;
    });
    waiting.clear();
    $$('form[data-sent]').forEach((form) => delete form.dataset.sent);
  };
  document.addEventListener('submit', (event) => {
    const form = event.target, button = event.submitter;
    const method = (button && button.getAttribute('formmethod')) || form.getAttribute('method') || 'get';
    if (event.defaultPrevented || form.dataset.once === 'off' || method.toLowerCase() !== 'post') return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = '1';
    setTimeout(() => {  // after the browser has taken the button's own value
      if (button) {
        waiting.set(button, button.innerHTML);
        button.setAttribute('aria-busy', 'true');
        button.disabled = true;
        if (button.classList.contains('btn')) button.textContent = button.dataset.busy || say('正在提交…', 'Submitting…');
      }
      setTimeout(release, 8000);  // a download leaves the page where it is
    }, 0);
  });
  window.addEventListener('pageshow', release);

  /* ---- menus and dialogs ---- */
  document.addEventListener('toggle', (event) => {
    if (!event.target.matches('details.menu') || !event.target.open) return;
    $$('details.menu[open]').forEach((menu) => { if (menu !== event.target) menu.open = false; });
  }, true);
  document.addEventListener('click', (event) => {
    $$('details.menu[open]').forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  on('click', '[data-dialog]', (event, opener) => {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (!dialog || !dialog.showModal) return;
    event.preventDefault();
    const names = $$('input[name=selected]:checked').map((box) => box.dataset.name || box.value);
    $$('[data-chosen-names]', dialog).forEach((list) => {
      list.textContent = names.slice(0, 10).join(say('、', ', ')) + (names.length > 10 ? ' …' : '');
    });
    dialog.showModal();
  });
  on('click', 'dialog [data-close]', (event, button) => { event.preventDefault(); button.closest('dialog').close(); });

  /* ---- quick search ---- */
  const palette = $('[data-palette-dialog]');
  let openPalette = null;
  if (palette && palette.showModal) {
    const input = $('input', palette), list = $('[role=listbox]', palette);
    const options = () => $$('[role=option]', list);
    let timer = null, current = -1, asked = null;
    const mark = (place) => {
      const all = options();
      current = all.length ? (place + all.length) % all.length : -1;
      all.forEach((option, index) => option.setAttribute('aria-selected', index === current));
      if (current < 0) { input.removeAttribute('aria-activedescendant'); return; }
      input.setAttribute('aria-activedescendant', all[current].id);
      all[current].scrollIntoView({ block: 'nearest' });
    };
    const ask = () => {
      if (asked) asked.abort();
      asked = new AbortController();
      fetch(palette.dataset.url + '?q=' + encodeURIComponent(input.value), { headers: { 'HX-Request': 'true' }, signal: asked.signal })
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
        .then((html) => {
          list.innerHTML = html;
          input.setAttribute('aria-expanded', options().length > 0);
          mark(0);
          announce(say('找到 ' + options().length + ' 项', options().length + ' found'));
        })
        .catch((fault) => { if (fault.status === 401) location.reload(); });
    };
    openPalette = (text) => {
      if (!palette.open) palette.showModal();
      input.value = text || '';
      input.focus();
      ask();
    };
    input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 200); });
    input.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); mark(current + step); }
      if (event.key === 'Enter') { event.preventDefault(); const chosen = options()[current]; if (chosen) chosen.click(); }
    });
    palette.addEventListener('click', (event) => { if (event.target === palette) palette.close(); });
    $$('[data-palette]').forEach((box) => box.addEventListener('pointerdown', (event) => { event.preventDefault(); openPalette(box.value); }));
  }

  /* ---- keys ---- */
  const PLACES = { w: '/work/', h: '/households/', r: '/review/', a: '/aid/', c: '/campaigns/', d: '/dashboard/' };
  const TYPING = 'input:not([type=checkbox]):not([type=radio]):not([type=button]),select,textarea,[contenteditable]';
  let lead = 0;
  const rows = () => $$('[data-row]').filter((row) => row.offsetParent);
  const go = (step) => {
    const all = rows(), place = all.findIndex((row) => row.classList.contains('on'));
    const next = all[Math.min(Math.max(place + step, 0), all.length - 1)];
    if (!next) return;
    all.forEach((row) => row.classList.toggle('on', row === next));
    next.scrollIntoView({ block: 'nearest' });
    const link = $('a', next);
    if (link) link.focus();
  };
  const press = (key) => {
    const element = $$('[data-key]').find((each) => each.dataset.key === key && !each.disabled);
    if (!element) return false;
    if (element.tagName === 'DIALOG') element.showModal(); else element.click();
    return true;
  };
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && openPalette) { event.preventDefault(); openPalette(''); return; }
    if (event.key === 'Escape') {
      const menu = $('details.menu[open]');
      if (menu) { menu.open = false; $('summary', menu).focus(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest(TYPING) || $('dialog[open]') || kept.get('keys') === 'off') return;
    const key = event.key.toLowerCase(), row = $('[data-row].on');
    const leading = Date.now() - lead < 1200;
    lead = 0;
    if (leading && PLACES[key]) {
      const link = $('.side a[href="' + PLACES[key] + '"]');
      if (link) link.click();
    } else if (key === '/' && openPalette) { event.preventDefault(); openPalette(''); }
    else if (key === 'g') lead = Date.now();
    else if (press(key)) event.preventDefault();
    else if (key === 'j') go(1);
    else if (key === 'k') go(-1);
    else if (key === 'x' && row) { const box = $('input[type=checkbox]', row); if (box) pick(box, event.shiftKey); }
  });
  const toggle = $('[data-keys-toggle]');
  if (toggle) {
    const word = $('[data-on]', toggle);
    const paint = () => {
      const off = kept.get('keys') === 'off';
      toggle.setAttribute('aria-pressed', !off);
      word.textContent = off ? word.dataset.off : word.dataset.on;
    };
    toggle.hidden = false;
    toggle.addEventListener('click', () => { kept.set('keys', kept.get('keys') === 'off' ? 'on' : 'off'); paint(); });
    paint();
  }

  /* ---- selecting rows ---- */
  let last = null;
  const boxes = (area) => $$('input[name=selected]:not(:disabled)', area);
  const paintSelection = (area) => {
    const all = boxes(area), chosen = all.filter((box) => box.checked).length, whole = $('[data-select-all]', area);
    const beyond = $('[data-whole]', area);  // all the list asks for, not this page alone
    if (beyond && chosen < all.length) beyond.checked = false;
    all.forEach((box) => { const row = box.closest('tr,.qrow'); if (row) row.classList.toggle('sel', box.checked); });
    $$('[data-bulk]', area).forEach((bar) => { bar.hidden = !chosen; });
    $$('[data-chosen]', area).forEach((count) => { count.textContent = beyond && beyond.checked ? beyond.dataset.whole : chosen; });
    if (whole) { whole.checked = chosen > 0 && chosen === all.length; whole.indeterminate = chosen > 0 && chosen < all.length; }
  };
  const range = (area, box) => {
    const all = boxes(area), from = all.indexOf(last), to = all.indexOf(box);
    if (from < 0) return;
    all.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((each) => { each.checked = box.checked; });
  };
  const pick = (box, shift) => {
    const area = box.closest('[data-select]');
    if (!area || box.disabled) return;
    box.checked = shift || !box.checked;
    if (shift) range(area, box);
    last = box;
    paintSelection(area);
  };
  on('click', '[data-select] input[name=selected]', (event, box) => {
    if (event.shiftKey) range(box.closest('[data-select]'), box);
    last = box;
    paintSelection(box.closest('[data-select]'));
  });
  on('change', '[data-select-all]', (event, whole) => {
    const area = whole.closest('[data-select]');
    boxes(area).forEach((box) => { box.checked = whole.checked; });
    paintSelection(area);
  });
  on('change', '[data-select] [data-whole]', (event, beyond) => {
    const area = beyond.closest('[data-select]');
    if (beyond.checked) boxes(area).forEach((box) => { box.checked = true; });
    paintSelection(area);
  });
  on('click', '[data-select] [data-clear]', (event, button) => {
    const area = button.closest('[data-select]');
    boxes(area).forEach((box) => { box.checked = false; });
    paintSelection(area);
  });
  $$('[data-select]').forEach(paintSelection);

  /* ---- sensitive values: asked with a reason, shown for a minute ---- */
  on('click', '[data-reveal]', (event, ask) => {
    const dialog = $('[data-reveal-dialog]');
    if (!dialog || !dialog.showModal) return;
    event.preventDefault();
    const form = $('form', dialog), fault = $('[data-reveal-error]', dialog);
    form.elements.field.value = ask.dataset.reveal;
    fault.textContent = '';
    form.onsubmit = (sent) => {
      sent.preventDefault();
      send(form.action, new FormData(form)).then((answer) => answer.text().then((text) => {
        if (!answer.ok) { fault.textContent = answer.status === 401 ? signInAgain() : text; return; }
        dialog.close();
        show(ask, text);
      })).catch(() => { fault.textContent = say('网络中断，没有显示，请重试', 'No connection, try again'); });
    };
    dialog.showModal();
  });
  const show = (ask, text) => {
    const place = ask.parentElement.querySelector('.mask'), masked = place.textContent;
    const hide = () => { place.textContent = masked; ask.hidden = false; };
    place.textContent = text;
    ask.hidden = true;
    setTimeout(hide, MINUTE);
    window.addEventListener('pagehide', hide, { once: true });
    announce(say('已显示，60 秒后隐藏', 'Shown, hidden again after 60 seconds'));
  };

  /* ---- a session about to end is announced, and can be kept ---- */
  const idle = Number(document.body.dataset.idle) * 1000, warning = $('[data-idle-dialog]');
  if (idle && warning && warning.showModal) {
    const used = () => kept.set('used', Date.now());
    const watch = () => {
      const left = idle - (Date.now() - Number(kept.get('used') || 0));
      if (left > 2 * MINUTE) { if (warning.open) warning.close(); } else if (left > 0 && !warning.open) warning.showModal();
    };
    used();
    setInterval(watch, 15000);
    document.addEventListener('htmx:afterRequest', (event) => { if (!inBackground(event)) used(); });
    document.addEventListener('draft-saved', used);
    on('click', '[data-stay]', () => { send(document.body.dataset.stillHere).then((answer) => { if (answer.ok) used(); else location.reload(); }); });
  }

  /* ---- after an answer ---- */
  const tidy = (root) => {
    const summary = $('[data-errsum]', root);
    if (summary) summary.focus();
    $$('[data-select]', root).forEach(paintSelection);
    const news = $('[data-say]', root);
    if (news) announce(news.dataset.say);
  };
  on('click', '[data-errsum] a[href^="#"]', (event, link) => {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const target = field.matches('input,select,textarea') ? field : $('input,select,textarea', field) || field;
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
  });
  on('click', '[data-print]', () => window.print());
  on('click', '[data-dismiss]', (event, button) => button.parentElement.remove());
  document.addEventListener('htmx:configRequest', (event) => { event.detail.headers['X-CSRFToken'] = token(); });
  document.addEventListener('htmx:afterSettle', (event) => tidy(event.target.parentElement || event.target));
  document.addEventListener('htmx:afterRequest', (event) => {
    if (event.detail.xhr.status !== 401) return;
    announce(signInAgain());
    if (inBackground(event)) event.detail.elt.remove();  // it would ask for ever
  });
  document.addEventListener('htmx:responseError', () => announce(say('没有完成，请重试', 'Not done, please try again')));
  document.addEventListener('htmx:sendError', () => announce(say('网络中断，内容还在本页', 'No connection; everything is still on this page')));
  tidy(document);
})();
