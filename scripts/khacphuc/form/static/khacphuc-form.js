/*
 * A form: copies the templates that Python made from the model (form/html.py), and changes one tree of values.
 *
 * Only what a person touches is changed in the tree. Texts are put into pages as text, never as HTML. With a server
 * (khacphuc edit) each change is checked by the register's rules; on the site the page itself looks at shapes and choices.
 */
(() => {
  "use strict"
  const form = document.getElementById("kp-form")
  const data = document.getElementById("kf-told")
  if (!form || !data) return
  const told = JSON.parse(data.textContent)
  const $ = (name, within = form) => within.querySelector(name)
  const MANY = 12 // choices shown at once
  const PAUSE = 300 // milliseconds without a key before a look at what is written

  // ------------------------------------------------------------------------------------------ words and values
  const say = (name, values = {}) => told.words[name].replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole)
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase()
  const isMap = value => typeof value === "object" && value !== null && !Array.isArray(value)
  const nothing = value => value == null || value === "" || (typeof value === "object" && !Object.keys(value).length)
  const listed = value => Array.isArray(value) ? value : nothing(value) ? [] : [value]
  const template = part => document.getElementById(`kf-${part}`).content
  const parts = new Map()
  const fieldsOf = part => {
    if (!parts.has(part)) parts.set(part, [...template(part).children])
    return parts.get(part)
  }
  const declared = (mark, what) => new Set([...document.querySelectorAll("template")].flatMap(one => [...one.content.querySelectorAll(`[data-${mark}]`)].map(field => field.dataset[what])))
  const NAMED = declared("names", "names")
  const mainOf = part => fieldsOf(part).find(({ dataset }) => dataset.kind === "text" && !dataset.many)
  const element = (name, text = "", kind = "") => {
    const made = document.createElement(name)
    made.textContent = text
    if (kind) made.className = kind
    if (name === "button") made.type = "button"
    return made
  }
  const labelOf = field => field.querySelector(".kf-label").firstChild.textContent.trim()
  let number = 0
  const named = one => one.id ||= `kf${++number}`

  const FORMS = [
    /^(?:ngày\s*)?(?<d>\d{1,2})\s?[/.-]\s?(?<m>\d{1,2})\s?[/.-]\s?(?<y>\d{4})$/i,
    /^(?:ngày\s+)?(?<d>\d{1,2})\s+tháng\s+(?<m>\d{1,2})\s+năm\s+(?<y>\d{4})$/i,
    /^(?<y>\d{4})[/.-](?<m>\d{1,2})[/.-](?<d>\d{1,2})$/,
  ]
  const SHORT = /^(?<d>\d{1,2})[/.-](?<m>\d{1,2})$/
  const AHEAD = /(?:^|_)(?:due|until|to|promise)$/ // keys of days that are still to come
  const real = (y, m, d) => {
    const made = new Date(Date.UTC(+y, m - 1, +d))
    return made.getUTCMonth() === m - 1 && made.getUTCDate() === +d && y >= 1900 && y < 2200 ? made.toISOString().slice(0, 10) : null
  }
  const day = (text, key = "") => {
    const written = text.trim().normalize("NFC")
    const found = FORMS.map(one => one.exec(written)?.groups).find(Boolean)
    return found ? real(found.y, found.m, found.d) : SHORT.test(written) ? inYear(SHORT.exec(written).groups, key) : null
  }
  // 30/6 is the next one after the paper's own day where something falls due, else the last one until today.
  const inYear = ({ d, m }, key) => {
    const today = told.today ?? new Intl.DateTimeFormat("sv-SE").format(new Date())
    const own = [values.issued_on, values.date].find(one => /^\d{4}-\d\d-\d\d$/.test(one ?? "")) ?? today
    const ahead = AHEAD.test(key), base = ahead ? own : today
    const years = [0, ahead ? 1 : -1, ahead ? 2 : -2, ahead ? 3 : -3, ahead ? 4 : -4].map(more => real(+base.slice(0, 4) + more, m, d))
    return years.find(one => one && (ahead ? one >= base : one <= base)) ?? null
  }
  const shownDay = text => /^\d{4}-\d\d-\d\d$/.test(text) && day(text) ? text.split("-").reverse().join("/") : text
  const spokenDay = iso => {
    const day = new Date(`${iso}T00:00:00Z`), spoken = style => new Intl.DateTimeFormat(told.language === "en" ? "en-GB" : told.language, { ...style, timeZone: "UTC" }).format(day)
    if (told.language !== "vi") return spoken({ dateStyle: "full" })
    // Browsers leave out the words by which an office says a day.
    return `${spoken({ weekday: "long" })}, ngày ${day.getUTCDate()} tháng ${day.getUTCMonth() + 1} năm ${day.getUTCFullYear()}`
  }

  // What can be named: in the register and the case, and in this very document.
  const tables = new Map()
  let here = null
  const choices = what => {
    if (NAMED.has(what)) here ??= ownNames(told.part, values, new Map())
    if (!tables.has(what)) {
      const found = new Map((told.choices[what] ?? []).map(one => [one[0], one]))
      tables.set(what, new Map([...found, ...(here?.get(what) ?? []).filter(one => !found.has(one[0])).map(one => [one[0], one])]))
    }
    return tables.get(what)
  }
  const ownNames = (part, holder, found) => {
    for (const field of fieldsOf(part)) {
      const { key, names, part: inner } = field.dataset
      const id = names === "person" ? `${values.id}/${holder[key]}` : holder[key]
      if (names && typeof holder[key] === "string" && holder !== values) found.set(names, [...(found.get(names) ?? []), [id, String(holder[mainOf(part)?.dataset.key] ?? "").slice(0, 110)]])
      else if (inner) for (const row of listed(holder[key])) if (isMap(row)) ownNames(inner, row, found)
    }
    return found
  }
  // Words, id and initials, as people type them: "ban xay dung", "ban-xay-dung-dang", "bxdd".
  const seek = new Map()
  const sought = one => {
    const text = `${one[1]} ${one[0]}`
    if (!seek.has(text)) seek.set(text, `${fold(text)} ${fold(one[1]).split(/[^a-z0-9]+/).map(word => word.slice(0, 1)).join("")}`)
    return seek.get(text)
  }
  const called = (what, id) => {
    const words = choices(what).get(id)?.[1]
    return words && words !== id ? `${words} (${id})` : id
  }

  // ------------------------------------------------------------------------------------------------- the tree
  let values = told.values
  let origin = structuredClone(values)
  let dirty = false
  let stale = false
  const past = []
  const opened = new WeakSet()
  const set = (holder, key, value, scope, typing = false) => {
    const last = past.at(-1)
    if (!(typing && last?.typing && last.holder === holder && last.key === key)) past.push({ holder, key, had: key in holder, old: holder[key], typing })
    if (nothing(value)) delete holder[key]
    else holder[key] = value
    scope.attach()
    changed()
  }
  const undo = () => {
    const last = past.pop()
    if (!last) return
    if (last.had) last.holder[last.key] = last.old
    else delete last.holder[last.key]
    draw()
    changed()
    notice(say("undone"))
  }
  const changed = () => {
    dirty = stale = true
    if (here) { // what this document names may be another by now
      for (const what of NAMED) tables.delete(what)
      here = null
    }
    if (told.fresh && told.part === "Unit") headOfUnit()
    later("draft", keep)
    later("check", check)
  }
  const waiting = {}
  const later = (name, work) => {
    clearTimeout(waiting[name])
    waiting[name] = setTimeout(work, PAUSE)
  }
  const notice = text => { $(".kf-notice").textContent = text }

  // What is sent: without what says nothing. `from` tells which rows of the form those of a list are.
  const from = new WeakMap()
  const offered = row => told.skeletal && isMap(row) && "task" in row && Object.keys(row).every(key => nothing(row[key]) || ["task", "unit", "occurrence"].includes(key))
  const outgoing = (value, key = "") => {
    if (Array.isArray(value)) {
      const kept = value.map((item, index) => [outgoing(item), index]).filter(([item]) => item === null || !nothing(item) && !(key === "tasks" && offered(item)))
      const list = kept.map(([item]) => item)
      from.set(list, kept.map(([, index]) => index))
      return list
    }
    if (!isMap(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, outgoing(item, name)]).filter(([, item]) => !nothing(item)))
  }
  const inForm = (path, sent) => path.map(step => {
    const here = typeof step === "number" ? from.get(sent)?.[step] ?? step : step
    sent = sent?.[step]
    return here
  })

  // ------------------------------------------------------------------------------------------------- drafts
  let kept = null // as this window wrote it: another one may have written a later draft, which is not ours to forget
  const keep = () => {
    kept = JSON.stringify({ origin, values })
    try {
      localStorage.setItem(told.key, kept)
    } catch { /* full, or not there for pages from a folder: the warning when leaving is left */ }
  }
  const forget = () => {
    dirty = false
    clearTimeout(waiting.draft)
    try { if (localStorage.getItem(told.key) === kept) localStorage.removeItem(told.key) } catch { /* as above */ }
  }
  const restore = () => {
    let draft = null
    try {
      kept = localStorage.getItem(told.key)
      draft = JSON.parse(kept)
    } catch { /* as above */ }
    if (!draft?.values || JSON.stringify(draft.values) === JSON.stringify(values)) return
    const before = [values, origin]
    values = draft.values
    origin = draft.origin
    dirty = true
    const back = element("button", say("discard"), "kf-small")
    back.addEventListener("click", () => {
      [values, origin] = before
      past.length = 0
      forget()
      draw()
      check()
      notice("")
    })
    $(".kf-notice").replaceChildren(`${say("restored")} `, back)
  }
  addEventListener("beforeunload", event => { if (dirty) event.preventDefault() })

  // ------------------------------------------------------------------------------------------------- fields
  const draw = () => {
    const root = $(".kf-root")
    root.replaceChildren()
    fill(root, told.part, values, { path: () => [], attach() {}, refresh() {} })
    show()
  }
  const fill = (where, part, holder, scope) => {
    const copy = template(part).cloneNode(true)
    const fields = [...copy.children]
    const heads = fields.filter(field => field.dataset.head).map(field => follower(field, holder, scope))
    const own = { ...scope, refresh() { for (const follow of heads) follow(); scope.refresh() } }
    for (const field of fields) bind(field, holder, own)
    suggest(fields, holder, own)
    where.append(copy, ...behind(fields.filter(({ dataset }) => dataset.seldom && nothing(holder[dataset.key]))))
  }
  // What offices seldom fill in waits behind a button, until it holds something or something is said of it.
  const behind = fields => {
    if (!fields.length) return []
    const rest = element("div", "", "kf-more")
    const button = element("button", say("more_fields", { n: fields.length, first: fields.slice(0, 2).map(labelOf).join(", ") }), "kf-small")
    rest.append(...fields)
    rest.hidden = true
    button.setAttribute("aria-expanded", "false")
    button.setAttribute("aria-controls", named(rest))
    rest.open = () => { rest.hidden = false; button.setAttribute("aria-expanded", "true") }
    button.addEventListener("click", () => {
      if (!rest.hidden) { rest.hidden = true; return button.setAttribute("aria-expanded", "false") }
      rest.open()
      $("input, textarea, select, button", rest)?.focus()
    })
    return [button, rest]
  }
  // The id of a new unit or person follows its name, as long as nobody writes another one.
  const suggest = (fields, holder, scope) => {
    const id = fields.find(({ dataset }) => dataset.names === "unit" || dataset.names === "person")
    const name = id && fields.find(({ dataset }) => dataset.kind === "text" && dataset.required)
    if (!name || holder[id.dataset.key]) return
    const box = $(".kf-input", id)
    let made = ""
    $(".kf-input", name).addEventListener("input", event => {
      if ((holder[id.dataset.key] ?? "") !== made) return
      made = fold(event.target.value).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60)
      box.value = made
      set(holder, id.dataset.key, made, scope, true)
    })
  }
  // A person follows the unit whose head it is, as long as nobody names another one.
  const follower = (field, holder, scope) => {
    const { key, many, head } = field.dataset
    const headOf = unit => choices("head").get(unit)?.[1]
    let unit = listed(holder[head])[0]
    return () => {
      const before = unit, person = listed(holder[key])[0]
      unit = listed(holder[head])[0]
      const next = headOf(unit), mine = person && person !== headOf(before) && !given(holder, key)
      if (unit === before || mine || (!next && !person)) return
      set(holder, key, many ? [next].filter(Boolean) : next, scope)
      give(holder, key)
      field.redraw()
    }
  }
  // The first person of a new unit is its head, as long as nobody names another one.
  let headMade
  const headOfUnit = () => {
    const [first] = listed(values.people)
    const made = first?.id && values.id ? `${values.id}/${first.id}` : undefined
    if (values.head !== headMade || made === headMade) return
    headMade = made
    set(values, "head", made, { attach() {} }, true)
    reach(["head"]).field?.redraw()
  }
  const bind = (field, holder, scope) => {
    const { key, kind, many } = field.dataset
    const label = $(".kf-label", field)
    const wrong = $(".kf-wrong", field)
    const box = $(".kf-input", field)
    const about = ["hint", "echo", "wrong"].map(name => $(`.kf-${name}`, field)).filter(Boolean).map(named).join(" ")
    named(label)
    if (kind === "part" || (many && kind !== "table")) {
      field.setAttribute("role", "group")
      field.setAttribute("aria-labelledby", label.id)
    }
    if (kind === "table") return
    if (kind === "part") return many ? rows(field, holder, scope) : single(field, holder, scope)
    wrong.dataset.key = key
    box.setAttribute("aria-describedby", about)
    if (label.tagName === "LABEL") label.htmlFor = named(box)
    else box.setAttribute("aria-labelledby", label.id)
    if (field.dataset.required) box.setAttribute("aria-required", "true")
    if (many) return several(field, box, holder, scope)
    if (typeof holder[key] === "object" && holder[key] !== null) {
      box.disabled = true
      $(".kf-echo", field).textContent = say("by_hand")
      return
    }
    const old = holder[key] ?? ""
    const echo = () => { $(".kf-echo", field).textContent = kind === "day" && day(box.value, key) ? spokenDay(day(box.value, key)) : kind === "text" ? plainly(key, box.value) : "" }
    if (kind === "choice" || kind === "truth") {
      if (old && ![...box.options].some(one => one.value === old)) box.add(new Option(old, old))
      box.value = old
      box.addEventListener("change", () => { set(holder, key, box.value, scope); scope.refresh() })
      return
    }
    if (kind === "reference") {
      const display = combo(box, field.dataset.refers, holder, old, value => { set(holder, key, value, scope); scope.refresh() })
      field.redraw = () => display(holder[key])
      return
    }
    box.value = kind === "day" ? shownDay(old) : old
    field.redraw = () => { box.value = shownDay(holder[key] ?? ""); echo() }
    if (kind === "day" && key === "occurrence") offer(field, box, holder)
    echo()
    box.addEventListener("input", () => {
      set(holder, key, kind === "day" ? day(box.value, key) ?? box.value.trim() : box.value.trim(), scope, true)
      if (key.endsWith(QUOTED)) spoken = { field, holder, scope }
      echo()
      grow(box)
      scope.refresh()
    })
    if (kind === "day") box.addEventListener("change", () => { if (day(box.value, key)) box.value = shownDay(day(box.value, key)) })
    grow(box)
  }
  const PARTIES = new Set(["unit", "person", "party"])
  const giveAll = (part, holder) => {
    for (const { dataset: { key, refers, carried, part: inner } } of fieldsOf(part)) {
      if (carried && PARTIES.has(refers)) give(holder, key)
      else if (inner) for (const row of listed(holder[key])) if (isMap(row)) giveAll(inner, row)
    }
  }
  // A deadline in words that is being typed fills in its day or its cycle, where none stands that somebody gave.
  const QUOTED = "_text"
  let spoken = null
  const derived = new WeakMap()
  const give = (holder, key) => derived.set(holder, { ...derived.get(holder), [key]: JSON.stringify(holder[key]) })
  const given = (holder, key) => key in (derived.get(holder) ?? {}) && derived.get(holder)[key] === JSON.stringify(holder[key])
  const derive = (field, reading) => {
    if (field !== spoken?.field) return
    const { holder, scope } = spoken
    const fields = [...field.closest(".kf-body, .kf-root").querySelectorAll(":scope > .kf-field, :scope > .kf-more > .kf-field")]
    const own = field.dataset.key.slice(0, -QUOTED.length)
    for (const target of fields) {
      const { key, part } = target.dataset
      const value = key === own ? reading.day : part === "Recurrence" ? reading.cycle : undefined
      if (!value || !(nothing(holder[key]) || given(holder, key)) || JSON.stringify(holder[key]) === JSON.stringify(value)) continue
      set(holder, key, value, scope)
      give(holder, key)
      target.redraw()
    }
  }
  // Words of a list are found as they are typed without marks, which browsers do not do.
  let typed = "", typedAt = 0
  const pick = event => {
    const { target: list, key, timeStamp } = event
    if (list.tagName !== "SELECT" || key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey || (key === " " && !typed)) return
    event.preventDefault()
    typed = fold(timeStamp - typedAt > 1000 ? key : typed + key)
    typedAt = timeStamp
    const found = [...list.options].find(one => fold(one.text).startsWith(typed)) ?? [...list.options].find(one => fold(one.text).includes(typed))
    if (!found || found.selected) return
    list.value = found.value
    list.dispatchEvent(new Event("change", { bubbles: true }))
  }
  form.addEventListener("keydown", pick)
  const grow = box => { if (box.tagName === "TEXTAREA") box.rows = Math.min(12, Math.max(box.value.split("\n").length, Math.ceil(box.value.length / 75), 1)) }
  // Without a server: a text with one date in it and nothing unclear is read here, others are left to the check.
  const plainly = (key, text) => {
    if (told.check || !key.endsWith("due_text")) return ""
    const found = [...text.matchAll(/\d{1,2}\/\d{1,2}\/\d{4}/g)].map(one => day(one[0])).filter(Boolean)
    return found.length === 1 ? spokenDay(found[0]) : ""
  }
  const offer = (field, box, holder) => {
    const list = element("datalist")
    box.setAttribute("list", named(list))
    for (const [iso, , task] of told.choices.occurrence ?? []) if (task === holder.task) list.append(new Option(shownDay(iso)))
    field.append(list)
  }

  // A box that finds what is meant, typed with marks or without.
  const combo = (box, what, holder, first, took, clears = false) => { // answers with a function that shows another value
    const list = box.parentElement.querySelector(".kf-options")
    box.setAttribute("aria-controls", named(list))
    let value = first
    let at = -1
    box.value = value ? called(what, value) : ""
    const close = () => { list.hidden = true; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); at = -1 }
    const found = () => {
      const wanted = fold(box.value).split(/\s+/).filter(Boolean)
      const own = one => what !== "milestone" || !holder.task || one[2] === holder.task
      return [...choices(what).values()].filter(one => own(one) && wanted.every(word => sought(one).includes(word)))
    }
    const take = id => {
      value = id
      box.value = clears ? "" : id ? called(what, id) : ""
      close()
      took(id)
    }
    const open = all => {
      const some = all ? [...choices(what).values()].filter(one => what !== "milestone" || !holder.task || one[2] === holder.task) : found()
      list.replaceChildren(...some.slice(0, MANY).map(one => {
        const item = element("li", called(what, one[0]))
        item.setAttribute("role", "option")
        item.setAttribute("aria-selected", "false")
        named(item)
        item.addEventListener("pointerdown", event => { event.preventDefault(); take(one[0]) })
        item.dataset.id = one[0]
        return item
      }))
      if (some.length > MANY || !some.length) {
        const rest = element("li", some.length ? say("more", { n: some.length - MANY }) : say("no_choice"), "kf-rest")
        rest.setAttribute("role", "option")
        rest.setAttribute("aria-disabled", "true")
        list.append(rest)
      }
      list.hidden = false
      box.setAttribute("aria-expanded", "true")
      at = -1
    }
    const step = by => {
      const items = [...list.querySelectorAll("[data-id]")]
      if (!items.length) return
      at = (at + by + items.length) % items.length
      for (const item of items) item.setAttribute("aria-selected", String(item === items[at]))
      box.setAttribute("aria-activedescendant", items[at].id)
      items[at].scrollIntoView({ block: "nearest" })
    }
    box.addEventListener("input", () => open(false))
    box.addEventListener("click", () => { if (list.hidden) open(true) })
    box.addEventListener("keydown", event => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault()
        if (list.hidden) open(true)
        step(event.key === "ArrowDown" ? 1 : -1)
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault()
        const items = list.querySelectorAll("[data-id]")
        const chosen = items[at] ?? (items.length === 1 || box.value ? items[0] : null)
        if (chosen) take(chosen.dataset.id)
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation()
        close()
      }
    })
    box.addEventListener("blur", () => {
      close()
      const text = box.value.trim()
      if (text === (value && !clears ? called(what, value) : "")) return
      const exact = choices(what).has(text) ? text : found().length === 1 ? found()[0][0] : text
      if (exact !== value || clears) take(exact)
    })
    return id => { value = id ?? ""; box.value = value ? called(what, value) : "" }
  }

  // A list of single values: those chosen, each with a button that takes it away, and a box for one more.
  const several = (field, box, holder, scope) => {
    const { key, kind, refers } = field.dataset
    const chosen = $(".kf-chosen", field)
    const show = id => kind === "reference" ? called(refers, id) : kind === "day" ? shownDay(id) : String(id)
    const put = next => {
      const scalar = !Array.isArray(holder[key]) && !nothing(holder[key]) && next.length === 1
      set(holder, key, scalar ? next[0] : next, scope)
      list()
      scope.refresh()
    }
    const list = () => {
      const items = listed(holder[key])
      chosen.replaceChildren(...items.map((id, index) => {
        const token = element("span", show(id), "kf-token")
        const off = element("button", "×", "kf-off")
        off.setAttribute("aria-label", say("remove", { what: show(id) }))
        off.addEventListener("click", () => { put(items.filter((_, other) => other !== index)); box.focus() })
        token.append(off)
        return token
      }))
    }
    field.redraw = () => list()
    // What a row was given to begin with makes room for what the person chooses.
    const add = text => {
      const kept = given(holder, key) ? [] : listed(holder[key])
      if (text && !kept.includes(text)) put([...kept, text])
    }
    box.addEventListener("keydown", event => { if (event.key === "Backspace" && !box.value) put(listed(holder[key]).slice(0, -1)) })
    if (kind === "reference") combo(box, refers, holder, "", add, true)
    else if (box.tagName === "SELECT") box.addEventListener("change", () => { add(box.value); box.value = "" })
    else {
      const take = () => { add(kind === "day" ? day(box.value, key) ?? box.value.trim() : box.value.trim()); box.value = "" }
      box.addEventListener("change", take)
      box.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); take() } })
    }
    list()
  }

  // A part that is there once or not at all.
  const single = (field, holder, scope) => {
    const { key, part } = field.dataset
    const list = $(".kf-list", field)
    const what = labelOf(field)
    const build = () => {
      const found = holder[key]
      if (found !== undefined && found !== null && !isMap(found)) return list.replaceChildren(element("p", say("by_hand"), "kf-hint"))
      if (found === undefined || found === null) {
        const add = element("button", say("add", { what }), "kf-add")
        add.addEventListener("click", () => { unfold({}); $("input, textarea, select", list)?.focus() })
        return list.replaceChildren(add)
      }
      unfold(found)
    }
    const unfold = inner => {
      const body = element("div", "", "kf-body")
      list.replaceChildren(body)
      fill(body, part, inner, {
        path: () => [...scope.path(), key],
        attach() { if (holder[key] !== inner) { holder[key] = inner; past.push({ holder, key, had: false }); scope.attach() } },
        refresh() { scope.refresh() },
      })
      const off = element("button", say("remove", { what }), "kf-small")
      off.addEventListener("click", () => { set(holder, key, undefined, scope); build(); $("button", list).focus() })
      body.append(off)
    }
    field.unfold = () => { if (!$(".kf-body", list)) unfold({}) }
    field.redraw = build
    build()
  }

  // Rows of parts: built when they are opened.
  const rows = (field, holder, scope) => {
    const { key, part } = field.dataset
    const list = $(".kf-list", field)
    const what = labelOf(field)
    const items = () => listed(holder[key])
    const put = next => { set(holder, key, next, scope); build() }
    const build = () => {
      const add = element("button", say("add", { what }), "kf-add")
      add.addEventListener("click", () => more())
      list.replaceChildren(...items().map(row), add)
    }
    const more = (...texts) => {
      const next = [...items()]
      for (const text of texts.length ? texts : [""]) {
        const item = fresh(part, next, holder)
        if (text) item[mainOf(part).dataset.key] = text
        opened.add(item)
        next.push(item)
      }
      put(next)
      notice(say("added", { what }))
      enter(next.length - 1)
    }
    const enter = index => {
      const { lastElementChild: body, flip } = list.children[index]
      flip?.(true)
      ;($(`:scope > [data-key="${mainOf(part)?.dataset.key}"] .kf-input`, body) ?? $("textarea, select, input", body))?.focus()
    }
    // Lines of a list that is pasted become rows: each begins with a mark or number, or ends as a sentence does.
    const pasted = (event, item, index) => {
      const box = event.target, key = mainOf(part)?.dataset.key
      if (!fieldsOf(part).some(one => one.dataset.names) || box.closest(".kf-field").dataset.key !== key || box.value) return
      const lines = event.clipboardData.getData("text/plain").split(/\r?\n/).map(line => line.trim()).filter(Boolean)
      if (lines.length < 2 || !(lines.every(line => MARK.test(line)) || lines.every(line => /[.;]$/.test(line)))) return
      event.preventDefault()
      const texts = lines.map(line => line.replace(MARK, "").replace(/;$/, "."))
      const next = items().toSpliced(index, 1, { ...item, [key]: texts[0] })
      for (const text of texts.slice(1)) next.push({ ...fresh(part, next, holder), [key]: text })
      put(next)
      notice(say("split", { n: texts.length, what }))
      enter(index)
    }
    const row = (item, index) => {
      const made = element("div", "", "kf-row")
      made.next = () => { // on to the row below, or to a new one; the row that is left shows its one line
        if (nothing(outgoing(item))) return
        opened.delete(item)
        if (index + 1 < items().length) { made.flip(false); enter(index + 1) } else more()
      }
      made.addEventListener("paste", event => { if (event.target.closest(".kf-row") === made) pasted(event, item, index) })
      const head = element("button", "", "kf-open")
      const title = () => { head.textContent = `${index + 1}. ${summary(part, item) || say("empty_row")}` }
      const body = element("div", "", "kf-body")
      const name = () => head.textContent
      const flip = on => {
        if (!isMap(item)) return
        if (on) opened.add(item)
        else opened.delete(item)
        head.setAttribute("aria-expanded", String(on))
        body.hidden = !on
        if (!on || body.childElementCount) return
        fill(body, part, item, { path: () => [...scope.path(), key, items().indexOf(item)], attach: scope.attach, refresh: title })
        body.append(tools(item, index, name))
        show()
      }
      head.setAttribute("aria-controls", named(body))
      head.addEventListener("click", () => flip(body.hidden))
      made.flip = flip
      title()
      made.append(head, body)
      body.hidden = true
      head.setAttribute("aria-expanded", "false")
      if (!isMap(item)) head.textContent = `${index + 1}. ${String(item)}: ${say("by_hand")}`
      else if (opened.has(item)) flip(true)
      return made
    }
    const tools = (item, index, name) => {
      const bar = element("p", "", "kf-tools")
      const tool = (word, sign, work) => {
        const made = element("button", sign, "kf-small")
        made.setAttribute("aria-label", say(word, { what: name() }))
        made.title = say(word, { what: name() })
        made.dataset.tool = word
        made.addEventListener("click", work)
        bar.append(made)
      }
      const move = (by, word) => () => {
        const next = [...items()]
        const to = index + by
        if (to < 0 || to >= next.length) return
        next.splice(to, 0, next.splice(index, 1)[0])
        put(next)
        notice(say("moved", { what: summary(part, item), n: to + 1 }))
        list.children[to].querySelector(`[data-tool=${word}]`).focus()
      }
      tool("up", say("short_up"), move(-1, "up"))
      tool("down", say("short_down"), move(1, "down"))
      tool("copy", say("short_copy"), () => {
        const copy = renewed(part, structuredClone(item), items(), holder)
        opened.add(copy)
        put(items().toSpliced(index + 1, 0, copy))
        notice(say("added", { what: summary(part, copy) }))
        list.children[index + 1].querySelector(".kf-open").focus()
      })
      tool("remove", say("short_remove"), () => {
        notice(say("removed", { what: name() }))
        put(items().filter(one => one !== item))
        $("button", list.children[Math.min(index, list.childElementCount - 1)])?.focus() ?? list.lastElementChild.focus()
      })
      return bar
    }
    if (told.fresh && items().length <= told.open) for (const item of items()) if (isMap(item)) opened.add(item)
    build()
  }
  const MARK = /^(?:[-–•+*]|\(?(?:\d{1,3}|[a-zđ])[.)])\s+/i
  const summary = (part, item) => {
    if (!isMap(item)) return String(item ?? "")
    const filled = fieldsOf(part).filter(field => typeof item[field.dataset.key] === "string")
    const weight = ({ dataset }) => dataset.names ? 0 : dataset.kind === "text" || dataset.refers ? 1 : 2
    const first = filled.sort((one, other) => weight(one) - weight(other)).slice(0, 3)
    return first.map(field => {
      const value = item[field.dataset.key]
      if (field.dataset.kind === "choice") return [...field.querySelectorAll("option")].find(one => one.value === value)?.textContent ?? value
      return field.dataset.refers ? called(field.dataset.refers, value) : shownDay(value)
    }).join(" · ").slice(0, 110)
  }

  // Ids: the next number of those beside, and never one that the case has had.
  const nextId = (field, items, holder) => {
    const { key, names, example } = field.dataset
    const used = [...items.map(item => item?.[key]), ...(told.choices[names] ?? []).map(one => one[0])].filter(Boolean)
    const beside = items.map(item => item?.[key]).filter(Boolean).at(-1)
    const start = beside ?? (names === "milestone" && holder.id ? `${holder.id}.0` : /\d$/.test(example ?? "") ? example.replace(/\d+$/, "0") : "")
    const stem = /^(.*?)\d+$/.exec(start)?.[1]
    if (stem === undefined) return undefined
    const numbers = used.filter(id => id.startsWith(stem) && /^\d+$/.test(id.slice(stem.length))).map(id => +id.slice(stem.length))
    return `${stem}${Math.max(0, ...numbers) + 1}`
  }
  const fresh = (part, items, holder) => {
    const made = {}
    const above = items.at(-1)
    for (const field of fieldsOf(part)) {
      const { key, names, carried, refers, many } = field.dataset
      if (names) made[key] = nextId(field, items, holder)
      else if (carried && !nothing(above?.[key])) {
        made[key] = structuredClone(above[key])
        if (PARTIES.has(refers)) give(made, key)
      }
      else if (carried && many && choices(refers).size === 1) made[key] = [...choices(refers).keys()]
    }
    return made
  }
  const renewed = (part, item, items, holder) => {
    for (const field of fieldsOf(part)) {
      const { key, names, part: inner } = field.dataset
      if (names && typeof item[key] === "string") {
        const before = item[key]
        item[key] = nextId(field, items, holder) ?? `${before}-2`
        for (const below of fieldsOf(part).filter(one => one.dataset.part && Array.isArray(item[one.dataset.key]))) {
          for (const row of item[below.dataset.key]) if (typeof row?.id === "string") row.id = row.id.startsWith(`${before}.`) ? `${item[key]}${row.id.slice(before.length)}` : `${item[key]}.${row.id}`
        }
      } else if (inner && isMap(item[key])) renewed(inner, item[key], [], item)
    }
    return item
  }

  // ------------------------------------------------------------------------------------------------- checks
  let problems = []
  let readings = []
  let asked = null
  const check = async () => {
    if (!told.check) {
      problems = looked(told.part, outgoing(values), [])
      return show()
    }
    stale = false
    asked?.abort()
    asked = new AbortController()
    const sent = outgoing(values)
    try {
      const answer = await ask(told.check, { values: sent }, asked.signal)
      problems = answer.problems.map(one => ({ ...one, path: inForm(one.path, sent) }))
      readings = answer.readings.map(one => ({ ...one, path: inForm(one.path, sent) }))
      show()
      for (const one of readings) derive(reach(one.path).field, one)
    } catch (error) {
      if (error.name !== "AbortError") notice(say("offline"))
    }
  }
  const ask = async (address, body, signal) => {
    const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json", "X-Khacphuc-Token": told.token }, body: JSON.stringify(body), signal })
    if (!answer.ok) throw new Error(String(answer.status))
    return answer.json()
  }
  // What shapes and choices can tell without a server.
  const looked = (part, holder, path) => fieldsOf(part).flatMap(field => {
    const { key, kind, many, required, part: inner, pattern, refers, form: shape, open, most } = field.dataset
    const value = holder[key]
    const here = [...path, key]
    const tell = (text, at = here) => [{ path: at, message: text, severity: "error" }]
    if (nothing(value)) return required ? tell(say("needed")) : []
    if (kind === "table") return []
    return listed(value).flatMap((item, index) => {
      const at = many ? [...here, index] : here
      if (inner) return isMap(item) ? looked(inner, item, at) : []
      if (most && item.length > most) return tell(say("too_long", { n: item.length, most }), at)
      if (kind === "day" && !/^\d{4}-\d\d-\d\d$/.test(item)) return tell(say("day"), at)
      if (kind === "whole" && !/^\d{1,15}$/.test(item)) return tell(say("number"), at)
      if (kind === "number" && !/^\d{1,15}(\.\d{1,4})?$/.test(item)) return tell(say("number"), at)
      if (pattern && !new RegExp(`^(?:${pattern})$`, "u").test(item)) return tell(say("form", { form: shape }), at)
      if (refers && choices(refers).size && !choices(refers).has(item) && !open) return tell(say("unknown", { what: item }), at)
      return []
    })
  })
  // The field that a path leads to, as far as it is drawn; `row` is the first closed one on the way.
  const reach = (path, open = false) => {
    let within = $(".kf-root")
    let field = null
    for (const step of path) {
      if (typeof step === "string") {
        const next = [...within.querySelectorAll(":scope > .kf-field, :scope > .kf-more > .kf-field")].find(one => one.dataset.key === step)
        if (!next) break
        field = next
        field.closest(".kf-more[hidden]")?.open()
        if (open) field.unfold?.()
        within = $(".kf-list > .kf-body", field) ?? within
      } else if (field.dataset.part) {
        const row = field.querySelector(".kf-list").children[step]
        if (!row?.flip) break
        if (row.lastElementChild.hidden) {
          if (!open) return { field, row }
          row.flip(true)
        }
        within = row.lastElementChild
      }
    }
    return { field }
  }
  const show = () => {
    for (const old of form.querySelectorAll(".kf-wrong > li")) old.remove()
    for (const old of form.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid")
    for (const old of form.querySelectorAll(".kf-bad")) old.classList.remove("kf-bad")
    for (const one of problems) {
      const { field, row } = reach(one.path)
      if (row) row.classList.add("kf-bad")
      else if (field) {
        const item = element("li", one.help ? `${one.message} ${one.help}` : one.message, `kf-${one.severity}`)
        $(":scope > .kf-wrong", field)?.append(item)
        if (one.severity === "error") $(".kf-input", field)?.setAttribute("aria-invalid", "true")
      }
    }
    for (const { path, text } of readings) {
      const { field, row } = reach(path)
      if (field && !row) $(".kf-echo", field).textContent = text
    }
    const count = problems.length
    const state = count === 0 ? (past.length || dirty ? say("right") : "") : count === 1 ? say("wrong_one") : say("wrong", { n: count })
    if ($(".kf-count").textContent !== state) $(".kf-count").textContent = state
    $(".kf-sum").replaceChildren(...problems.slice(0, MANY).map(one => {
      const item = element("li", `${one.label ? `${one.label}: ` : ""}${one.message} `, `kf-${one.severity}`)
      const go = element("button", say("go"), "kf-small")
      go.addEventListener("click", () => { const { field } = reach(one.path, true); const to = field && $("input:not([disabled]), textarea, select, button", field); to?.focus(); to?.scrollIntoView({ block: "center" }) })
      item.append(go)
      return item
    }))
  }

  // ------------------------------------------------------------------------------------------------- the ways out
  const mended = () => {
    const first = problems.find(one => one.severity === "error")
    if (first) reach(first.path, true).field?.querySelector("input, textarea, select, button")?.focus()
    return !first
  }
  const save = async (signed = false) => {
    const at = document.activeElement
    if (form.contains(at)) { at.blur(); at.focus({ preventScroll: true }) } // what is typed in a box of choices counts
    notice(say("saving"))
    clearTimeout(waiting.check)
    if (stale) await check() // a deadline in words may still give its day
    const sent = outgoing(values)
    try {
      const answer = await ask(told.save, { values: sent, origin, signed })
      problems = answer.problems.map(one => ({ ...one, path: inForm(one.path, sent) }))
      show()
      if (answer.saved) {
        forget()
        location.assign(answer.next)
      } else {
        notice(answer.message)
        if (answer.asks) {
          const anyway = element("button", say("as_signed"), "kf-small")
          anyway.addEventListener("click", () => save(true))
          $(".kf-notice").append(" ", anyway)
        }
        $(".kf-notice").scrollIntoView({ block: "nearest" }) // the button that was pressed is at the foot
        mended()
      }
    } catch { notice(say("offline")) }
  }
  form.addEventListener("submit", event => { event.preventDefault(); if (told.save) save() })
  form.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.defaultPrevented || !(event.target.tagName === "INPUT" || event.ctrlKey)) return
    event.preventDefault()
    event.target.closest(".kf-row")?.next()
  })
  addEventListener("keydown", event => { if (event.key === "s" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit() } })
  form.addEventListener("click", event => { if (event.target.dataset.do === "undo") undo() })

  const empty = () => [...form.querySelectorAll(".kf-root > .kf-field > .kf-input, .kf-root > .kf-field > .kf-combo > .kf-input")].find(one => !one.value && !one.disabled)
  const begin = () => {
    restore()
    if (told.fresh && !dirty) giveAll(told.part, values)
    draw()
    if (told.fresh) (empty() ?? $(".kf-open"))?.focus()
    if (dirty || (told.check && !told.fresh)) check() // what is empty in a new document is not wrong yet
  }
  globalThis.khacphucFormKit = { told, form, $, say, element, outgoing, nothing, isMap, fieldsOf, looked, notice, forget, mended,
    start(more) { Object.assign(told, more); values = told.values; origin = structuredClone(values); tables.clear(); begin() },
    look() { problems = looked(told.part, outgoing(values), []); show(); return mended() },
    sent: () => outgoing(values) }
  if (!told.waits) begin()
})()
