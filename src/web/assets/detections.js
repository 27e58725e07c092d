// Deciding detections by keyboard. The page works without this: each row has its form. Here a key decides at once, the next row has the focus
// before the server has answered, and decisions go out one after the other, so that "undo" always means the latest.
const list = document.querySelector('[data-heed-detections]')
if (list) {
  const address = list.dataset.heedDetections
  const said = document.getElementById('heed-said')
  const progress = document.getElementById('heed-progress')
  const progressWords = document.getElementById('heed-progress-words')
  const rowIn = (item) => item.querySelector('.heed-found__row')
  const itemOf = (node) => node?.closest?.('.heed-found')
  const items = () => [...list.children]
  const isOpen = (item) => item.dataset.state !== 'decided' && !item.classList.contains('heed-found--decided')
  let current = null
  let lastReason = ''
  let queue = Promise.resolve()
  let waiting = 0
  let leaving = false

  const say = (words) => { said.textContent = ''; requestAnimationFrame(() => { said.textContent = words }) }

  // --- where one is ---
  function go(item) {
    if (!item) return
    if (current && current !== item) { rowIn(current).tabIndex = -1; leave(current) }
    current = item
    const row = rowIn(item)
    row.tabIndex = 0
    row.focus({ preventScroll: true })
    row.scrollIntoView({ block: 'nearest' })
  }
  const step = (by) => go(current ? items()[items().indexOf(current) + by] : items()[0])
  function nextOpen(from) {
    const all = items(), at = all.indexOf(from)
    return [...all.slice(at + 1), ...all.slice(0, at)].find(isOpen)
  }
  list.addEventListener('focusin', (event) => {
    const item = itemOf(event.target)
    if (item && item !== current) {
      if (current) rowIn(current).tabIndex = -1
      current = item
      rowIn(item).tabIndex = 0
    }
  })
  if (list.firstElementChild) rowIn(list.firstElementChild).tabIndex = 0

  // --- what the server says ---
  function take(answer) {
    for (const [id, html] of Object.entries(answer.rows ?? {})) {
      const old = document.getElementById(`f-${id}`)
      if (!old) continue
      const holder = document.createElement('template')
      holder.innerHTML = html
      const made = holder.content.firstElementChild
      const hadFocus = old.contains(document.activeElement), wasCurrent = old === current
      // What stands in the row that has the focus is changed, not the row: the focus must not move, nor be announced again.
      if (hadFocus) {
        old.className = made.className
        delete old.dataset.state
        rowIn(old).replaceChildren(...rowIn(made).childNodes)
      } else {
        old.replaceWith(made)
        if (wasCurrent) { current = made; rowIn(made).tabIndex = 0 }
      }
    }
    if (answer.all !== undefined) {
      progress.value = answer.decided
      progressWords.firstElementChild.textContent = `${answer.decided} of ${answer.all} decided`
      // Every row is read as it gets the focus; how far it is, now and then.
      if (answer.decided % 25 === 0) say(progressWords.textContent)
    }
  }
  async function post(fields) {
    const reply = await fetch(address, { method: 'POST', headers: { Accept: 'application/json' }, body: new URLSearchParams(fields) })
    const answer = await reply.json().catch(() => ({ error: 'Heed did not answer. Nothing was saved: load the page again.' }))
    if (!reply.ok) throw new Error(answer.error ?? 'Nothing was saved: load the page again.')
    return answer
  }
  function later(work) {
    waiting += 1
    queue = queue.then(work).catch((error) => say(error.message)).finally(() => { waiting -= 1; list.dataset.heedWaiting = waiting })
    list.dataset.heedWaiting = waiting
    return queue
  }
  window.addEventListener('beforeunload', (event) => { if (waiting && !leaving) event.preventDefault() })

  /** The list anew, at another page of it. */
  function show(page, hash) {
    leaving = true
    const here = new URL(location.href)
    if (page > 1) here.searchParams.set('page', page)
    else here.searchParams.delete('page')
    here.searchParams.delete('done')
    here.hash = hash
    const same = here.search === location.search
    location.replace(here)
    if (same) location.reload()
  }

  // --- deciding ---
  function decide(item, verdict, text = '') {
    const form = item.querySelector('form')
    if (!form) return
    const fields = { ...Object.fromEntries(new FormData(form)), verdict, text }
    const value = item.querySelector('.heed-found__value strong').textContent
    leave(item)
    item.dataset.state = 'decided'
    const next = nextOpen(item)
    if (next) go(next)
    else go(item)
    later(async () => {
      try {
        // The version of now: an undo may have come between.
        const now = document.getElementById(item.id)?.querySelector('form [name=_version]')?.value
        take(await post({ ...fields, _version: now ?? fields._version }))
      } catch (error) {
        const back = document.getElementById(item.id)
        if (back) { delete back.dataset.state; problem(back, error.message) }
        throw new Error(`${value}: ${error.message}`)
      }
    })
    if (!next) {
      later(() => {
        const left = progress.max - progress.value
        if (left > 0 && !items().some(isOpen)) {
          sessionStorage.setItem('heed-go-on', '1')
          show(1, '')
        } else if (left === 0) say('Everything has been decided')
      })
    }
  }
  function problem(item, words) {
    rowIn(item).querySelector('.govuk-error-message')?.remove()
    const p = document.createElement('p')
    p.className = 'govuk-error-message'
    p.textContent = words
    rowIn(item).append(p)
    go(item)
  }
  const undo = () => {
    later(async () => {
      const filter = Object.fromEntries(new URLSearchParams(location.search))
      const answer = await post({ ...filter, csrf: document.querySelector('input[name=csrf]').value, act: 'undo' })
      take(answer)
      const ids = Object.keys(answer.rows)
      const there = ids.map((id) => document.getElementById(`f-${id}`)).find(Boolean)
      if (there) go(there)
      say(answer.said)
      if (!there) show(answer.page ?? 1, ids.length ? `#f-${ids[0]}` : '')
    })
  }

  // --- asking for more ---
  function leave(item) {
    const asked = item.querySelector('.heed-found__ask')
    if (asked) asked.closest('form').remove()
  }
  function ask(item, name) {
    leave(item)
    const template = document.querySelector(`template[data-heed-ask="${name}"]`)
    const form = document.createElement('form')
    form.noValidate = true
    form.append(template.content.cloneNode(true))
    rowIn(item).append(form)
    const field = form.querySelector('input, select')
    if (name === 'keep') { field.value = lastReason; field.select?.() }
    field.focus()
    form.scrollIntoView({ block: 'nearest' })
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (!field.value.trim()) return field.focus()
      if (name === 'keep') lastReason = field.value
      decide(item, name, field.value.trim())
    })
    form.querySelector('[data-heed-leave]').addEventListener('click', () => { leave(item); go(item) })
  }
  async function places(item) {
    const open = item.querySelector('.heed-places')
    if (open) return open.remove()
    const link = item.querySelector('[data-heed-places]')
    if (!link) return say('It stands around the pages or in the file’s properties alone')
    const reply = await fetch(`${link.href}?part=list`)
    if (!reply.ok) return say('Its places could not be read')
    const holder = document.createElement('template')
    holder.innerHTML = await reply.text()
    const found = holder.content.firstElementChild
    found.classList.add('heed-places')
    item.querySelector('.heed-found__place').after(found)
    say(found.tagName === 'OL' ? `${found.children.length} places` : found.textContent)
  }
  list.addEventListener('click', (event) => {
    const link = event.target.closest('[data-heed-places]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    places(itemOf(link))
  })
  list.addEventListener('submit', (event) => {
    if (event.defaultPrevented || !event.target.classList.contains('heed-found__act')) return
    event.preventDefault()
    decide(itemOf(event.target), event.submitter?.value ?? 'accept')
  })

  // --- the keys, which can be switched off (WCAG 2.1.4) ---
  const keySwitch = document.querySelector('[data-heed-keys-switch]')
  let keysOn = localStorage.getItem('heed-keys') !== 'off'
  function showSwitch() {
    keySwitch.hidden = false
    keySwitch.setAttribute('aria-pressed', String(keysOn))
    keySwitch.textContent = keysOn ? 'Keys are on: switch them off' : 'Keys are off: switch them on'
  }
  if (keySwitch) {
    showSwitch()
    keySwitch.addEventListener('click', () => {
      keysOn = !keysOn
      localStorage.setItem('heed-keys', keysOn ? 'on' : 'off')
      showSwitch()
    })
  }
  const isField = (node) => node.matches?.('input, select, textarea, [contenteditable]')
  const mayStay = (item) => !item.dataset.kind.startsWith('listed')
  const mayBeName = (item) => item.dataset.kind === 'name' || item.dataset.kind === 'listed-name'
  const actions = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    a: () => current && decide(current, 'accept'),
    e: () => current && (mayStay(current) ? ask(current, 'keep') : say('It is in the register, so it cannot stay')),
    c: () => current && ask(current, 'change'),
    g: () => current && (current.dataset.kind === 'name' ? decide(current, 'agency') : say('It cannot stay as an agency’s name')),
    p: () => current && (mayBeName(current) ? ask(current, 'person') : say('This is no name')),
    o: () => current && places(current),
    u: undo,
    A: () => document.querySelector('[data-heed-accept-all] button')?.focus(),
    '/': () => document.getElementById('words')?.focus(),
    '?': () => { const keys = document.getElementById('keys'); keys.open = true; keys.querySelector('summary').focus() },
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      const item = itemOf(document.activeElement) ?? current
      if (item && (isField(document.activeElement) || item.querySelector('.heed-found__ask'))) { leave(item); go(item); event.preventDefault() }
      return
    }
    if (leaving || !keysOn || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return
    // Arrows scroll the page until somebody is in the list; Enter and the space bar are never taken.
    if (event.key.startsWith('Arrow') && !list.contains(document.activeElement)) return
    const action = actions[event.key]
    if (!action || (!keySwitch && 'aecgpu'.includes(event.key))) return
    event.preventDefault()
    action()
  })
  if (sessionStorage.getItem('heed-go-on')) {
    sessionStorage.removeItem('heed-go-on')
    go(list.firstElementChild)
  } else if (location.hash.startsWith('#f-')) {
    go(document.getElementById(location.hash.slice(1)))
  }
}
