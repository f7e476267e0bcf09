/* What forms do beyond plain HTML: drafts saved while typing, checks on the way, rows added in place. */
(function () {
  'use strict';
  const { $, $$, on, say, token } = window.unionaid;
  const clock = () => new Date().toTimeString().slice(0, 8);
  const headers = (more) => Object.assign({ 'X-CSRFToken': token(), 'X-Requested-With': 'fetch' }, more);
  const sleeping = (event) => event.isComposing || event.keyCode === 229;

  /* ---- drafts saved while typing ---- */
  class Draft {
    constructor(form) {
      this.form = form;
      this.state = $('[data-draft-state]');
      this.version = $('input[name=version]', form);
      this.timer = null;
      this.dirty = this.saving = this.stopped = this.signedOut = false;
      ['input', 'change'].forEach((type) => form.addEventListener(type, (event) => { if (!event.isComposing) this.changed(); }));
      form.addEventListener('submit', () => { this.dirty = false; clearTimeout(this.timer); });
      window.addEventListener('focus', () => { if (this.signedOut) this.renew(); });
      window.addEventListener('online', () => { if (this.dirty) this.save(); });
      window.addEventListener('beforeunload', (event) => { if (this.dirty && !this.stopped) event.preventDefault(); });
    }

    changed() { this.dirty = true; this.later(2000); }

    later(wait) { clearTimeout(this.timer); this.timer = setTimeout(() => this.save(), wait); }

    save() {
      if (this.stopped) return;
      if (this.saving) { this.later(500); return; }
      this.saving = true;
      this.dirty = false;
      fetch(this.form.dataset.autosave, { method: 'POST', body: new FormData(this.form), headers: headers() })
        .then((answer) => answer.json().catch(() => ({})).then((data) => this.answered(answer, data)))
        .catch(() => this.failed())
        .finally(() => { this.saving = false; });
    }

    answered(answer, data) {
      if (answer.ok) {
        if (this.version && data.version !== undefined) this.version.value = data.version;
        this.tell(say('草稿已保存 ', 'Draft saved ') + (data.saved_at || clock()));
        this.form.dispatchEvent(new CustomEvent('draft-saved', { bubbles: true }));
        return;
      }
      if (answer.status >= 500) { this.failed(); return; }
      this.dirty = true;
      if (answer.status === 409) {
        this.stopped = true;
        this.warn(data.message || say('另有人修改了这份草稿', 'Somebody else changed this draft'));
      } else if (answer.status === 401 || answer.status === 403) {
        this.signedOut = true;
        this.warn(say('没有保存，登录已超时。内容还在本页', 'Not saved, your session has ended. Everything is still here'));
        const link = document.createElement('a');
        link.href = data.sign_in || '/login/';
        link.target = '_blank';
        link.textContent = say('重新登录', 'Sign in again');
        if (this.state) this.state.append(' ', link);
      } else {
        this.warn(data.message || say('没有保存，内容还在本页', 'Not saved; everything is still here'));
      }
    }

    failed() {
      this.dirty = true;
      this.warn(say('没有保存，网络中断。内容还在本页，正在重试', 'Not saved, no connection. Everything is still here, retrying'));
      this.later(5000);
    }

    /* Signed in again in another window: take the new token from this page as it is now, and go on. */
    renew() {
      fetch(location.href, { headers: headers() }).then((answer) => (answer.ok ? answer.text() : Promise.reject())).then((html) => {
        const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('form[data-autosave] input[name=csrfmiddlewaretoken]');
        if (!fresh) return;
        $$('input[name=csrfmiddlewaretoken]').forEach((field) => { field.value = fresh.value; });
        this.signedOut = false;
        this.save();
      }).catch(() => {});
    }

    tell(text, bad) {
      if (!this.state) return;
      this.state.textContent = text;
      this.state.classList.toggle('late', Boolean(bad));
    }

    warn(text) { this.tell(text, true); }
  }
  const drafts = $$('form[data-autosave]').map((form) => new Draft(form));

  /* ---- typing that would be lost by leaving ---- */
  let typed = false;
  on('input', '.main form[method=post]:not([data-autosave])', (event, form) => { if (!form.closest('dialog')) typed = true; });
  document.addEventListener('submit', () => { typed = false; });
  window.addEventListener('beforeunload', (event) => { if (typed) event.preventDefault(); });

  /* ---- keys of forms ---- */
  document.addEventListener('keydown', (event) => {
    if (sleeping(event)) return;
    const form = event.target.closest('form') || $('form[data-autosave]');
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's' && drafts.length) {
      event.preventDefault();
      drafts.forEach((draft) => draft.save());
    } else if (event.ctrlKey && event.key === 'Enter' && form) {
      const button = $('[data-continue]', form) || $('[data-continue]');
      if (button) { event.preventDefault(); button.click(); }
    } else if (event.altKey && /^[1-9]$/.test(event.key)) {
      const step = $$('[data-step]')[Number(event.key) - 1];
      if (step) { event.preventDefault(); step.click(); }
    }
  });

  /* ---- an identity number is checked once all of it is in, other checked fields on leaving ---- */
  const bare = (text) => text.normalize('NFKC').replace(/[\s'‘’]/g, '');
  const check = (field) => {
    const target = document.getElementById(field.dataset.checkTarget);
    if (!target || !field.value || field.dataset.checked === bare(field.value)) return;
    field.dataset.checked = bare(field.value);
    const body = new FormData(field.form);
    body.set('number', field.value);
    if (field.dataset.checkRow) body.set('row', field.dataset.checkRow);
    fetch(field.dataset.checkUrl, { method: 'POST', body, headers: headers({ 'HX-Request': 'true' }) })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject()))
      .then((html) => {
        if (field.dataset.checked !== bare(field.value)) return;
        target.innerHTML = html;
        $$('[data-fill]', target).forEach((given) => {
          const to = document.getElementById(given.dataset.fill);
          if (!to || (to.value && !to.readOnly)) return;
          to.value = given.dataset.value;
          to.dispatchEvent(new Event('input', { bubbles: true }));
        });
      })
      .catch(() => { delete field.dataset.checked; });
  };
  on('input', '[data-check-url]', (event, field) => { if (!event.isComposing && [15, 18].includes(bare(field.value).length)) check(field); });
  on('change', '[data-check-url]', (event, field) => check(field));

  /* ---- amounts are grouped on leaving the field, plain while typing ---- */
  on('focusin', '[data-amount]', (event, field) => { field.value = field.value.replace(/,/g, ''); });
  on('focusout', '[data-amount]', (event, field) => {
    const found = /^(\d{5,})(\.\d{1,2})?$/.exec(field.value.trim());
    if (found) field.value = found[1].replace(/\B(?=(\d{3})+$)/g, ',') + (found[2] || '');
  });

  /* ---- a calendar beside a day's text field ---- */
  $$('[data-pick-day]').forEach((button) => { button.hidden = !('showPicker' in HTMLInputElement.prototype); });
  on('click', '[data-pick-day]', (event, button) => {
    const field = $('input:not([type=date])', button.parentElement);
    let calendar = $('input[type=date]', button.parentElement);
    if (!calendar) {
      calendar = document.createElement('input');
      calendar.type = 'date';
      calendar.className = 'day-cal';
      calendar.tabIndex = -1;
      calendar.setAttribute('aria-hidden', 'true');
      calendar.addEventListener('change', () => {
        field.value = calendar.value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
        field.focus();
      });
      button.parentElement.append(calendar);
    }
    calendar.value = /^\d{4}-\d{2}-\d{2}$/.test(field.value) ? field.value : '';
    calendar.showPicker();
  });
})();
