/*
 * Search over the files that site/search_files.py writes. Nothing is loaded until somebody searches, and then only the few
 * files that the query needs, as scripts: a page opened from a folder can load nothing else.
 *
 * A form with data-kp-search is a search box; its words stand in its data attributes. Whatever comes from documents is
 * put into the page as text, never as HTML.
 */
(() => {
  "use strict"
  const HERE = new URL(document.currentScript.src)
  const ROOT = new URL("../../", HERE)
  const DATA = new URL("../search/", HERE)
  const PAUSE = 80 // milliseconds without a key before we look
  const STILL = 200 // milliseconds that results stand before we quote from their pages
  const KEPT_MAX = 80 // files kept in memory
  const PREFIX_FILES_MAX = 4
  const TERMS_MAX = 12
  const DOCUMENT = 15 // what a document of the register has over a page that explains; less than two words in a row
  const PAPER = 64 // the same where a number is looked for: a case by its papers, before lists that are called by one
  const BITS = { any: 1, whole: 2, top: 4, exact: 8, named: 16 }

  /* ---------------------------------------------------------------------------------------------- words, as terms.py */

  const MARKS = /[\p{Mn}\p{Me}\p{Cf}]/gu
  const WORD = /[\p{L}\p{Nl}\p{No}]+|\p{Nd}+/gu
  const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
  const LETTERS_MAX = 60

  const bare = text => text.normalize("NFD").replace(MARKS, "")
  const lower = letter => letter === "ı" ? letter : letter.toLowerCase().toUpperCase().toLowerCase()
  const fold = word => {
    const found = bare([...bare(word)].map(lower).join("")).replace(/[đðɖ]/g, "d")
    return /^\p{Nd}+$/u.test(found) ? found.replace(/^0+(?=.)/, "") : found
  }
  const cut = word => [...word].slice(0, LETTERS_MAX).join("")
  const marked = word => {
    const letters = word.toLowerCase().normalize("NFD")
    const tones = letters.match(TONES)
    if (tones) return letters.replace(TONES, "").normalize("NFC") + tones.join("")
    return /^\p{Nd}+$/u.test(letters) ? fold(word) : letters.normalize("NFC")
  }
  const form = word => ({ fold: fold(cut(word)), marks: marked(cut(word)) })
  const words = text => (text.normalize("NFC").match(WORD) || []).map(form)

  /* --------------------------------------------------------------------------------------------- days in a query */

  const ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  const MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?"
  const BEFORE = "(^|[\\s,;:(])(?:ng[aà]y\\s+)?"
  const AFTER = "(?=$|[\\s,;:).])"
  const DAYS = [
    ["(\\d{4})-(\\d{1,2})-(\\d{1,2})", [1, 2, 3]],
    ["(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})", [3, 2, 1]],
    ["(\\d{1,2})\\s+th[aá]ng\\s+(\\d{1,2})[\\s,/]+(?:n[aă]m\\s+)?(\\d{4})", [3, 2, 1]],
    [`(\\d{1,2})\\s+${MONTH},?\\s+(\\d{4})`, [3, 2, 1]],
    [`${MONTH}\\s+(\\d{1,2}),?\\s+(\\d{4})`, [3, 1, 2]],
    ["th[aá]ng\\s+(\\d{1,2})[\\s,./-]+(?:n[aă]m\\s+)?(\\d{4})", [2, 1]],
    [`${MONTH}\\s+(\\d{4})`, [2, 1]],
    ["(\\d{1,2})/(\\d{4})", [2, 1]],
    ["(\\d{4})-(\\d{1,2})", [1, 2]],
  ].map(([form, order]) => [new RegExp(BEFORE + form + AFTER, "u"), order])

  const QUARTER = new RegExp(`${BEFORE}(?:qu[yý]\\s+|q)(iv|i{1,3}|[1-4])[\\s,/.-]+(?:n[aă]m\\s+)?(\\d{4})${AFTER}`, "u")
  const ROMAN = ["", "i", "ii", "iii", "iv"]

  /* A query → the days (2026-06-30), months (2026-06) and quarters (2026-Q2) in it, and the text without them. */
  const days = query => {
    let text = query.normalize("NFC").toLowerCase()
    const found = []
    for (let match; (match = QUARTER.exec(text));) {
      found.push(`${match[3]}-Q${+match[2] || ROMAN.indexOf(match[2])}`)
      text = text.slice(0, match.index) + " \n " + text.slice(match.index + match[0].length)
    }
    for (const [form, order] of DAYS)
      for (let match; (match = form.exec(text));) {
        const [year, month, day] = order.map(place => match[place + 1])
        const numbers = [month, day].filter(part => part !== undefined)
          .map((part, i) => i ? +part : ENGLISH.indexOf(part) + 1 || +part)
        if (!(numbers[0] >= 1 && numbers[0] <= 12) || numbers[1] < 1 || numbers[1] > 31) break
        found.push([year, ...numbers.map(part => String(part).padStart(2, "0"))].join("-"))
        text = text.slice(0, match.index) + " \n " + text.slice(match.index + match[0].length)
      }
    return [found, text]
  }

  /* A query → what must be found: days, and words of which the last may still be being typed. */
  const parse = (query, withDays) => {
    const [dated, text] = withDays ? days(query) : [[], query]
    const plain = words(text).filter(word => word.fold).slice(0, TERMS_MAX)
    const open = /[\p{L}\p{N}]$/u.test(text.normalize("NFC"))
    plain.forEach((word, i) => { word.open = open && i === plain.length - 1 })
    return { days: dated, words: plain, asked: plain.some(word => word.fold !== word.marks) }
  }

  /* -------------------------------------------------------------------------------------------------------- files */

  const kept = new Map()
  let expected = null

  /* The value that a file hands over. Scripts run one after another; each is asked for by one load. */
  const load = (address, make) => {
    const known = kept.get(address)
    kept.delete(address)
    const found = known || new Promise((done, failed) => {
      const script = document.createElement("script")
      script.src = address
      script.charset = "utf-8"
      script.onload = () => {
        script.remove()
        if (taken.has(script)) done(make(taken.get(script)))
        else failed(new Error(address))
      }
      script.onerror = () => {
        script.remove()
        failed(new Error(address))
      }
      document.head.append(script)
    })
    kept.set(address, found)
    found.catch(() => kept.delete(address))
    if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value)
    return found
  }
  const taken = new WeakMap()
  window.khacphucSearch = { take: value => taken.set(document.currentScript, value) }

  const part = (name, make) => load(new URL(`${expected.folder}/${name}.js`, DATA).href, make)
  const same = value => value
  const prepare = async again => {
    if (!expected || again) {
      const address = new URL("index.js", DATA)
      if (again) address.search = Date.now()
      expected = await load(address.href, same)
    }
    return expected
  }

  const entries = text => text.split("\n").map(line => {
    const [key, ...lists] = line.split("\t")
    return { key, lists }
  })

  /* The entries with a key, or with keys that begin with it. */
  const lookup = async (kind, key, open, fits = () => true) => {
    const starts = expected[kind]
    let low = 0
    for (let high = starts.length; high - low > 1;) {
      const middle = (low + high) >> 1
      if (starts[middle] <= key) low = middle
      else high = middle
    }
    const files = [low]
    while (open && files.length < PREFIX_FILES_MAX && (starts[low + files.length] || "").startsWith(key))
      files.push(low + files.length)
    const parts = await Promise.all(files.filter(i => i < starts.length).map(i => part(`${kind}-${i}`, entries)))
    return parts.flat().filter(entry => (open ? entry.key.startsWith(key) : entry.key === key) && fits(entry.key))
  }

  const VALUES = new Uint8Array(128)
  ;[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
    .forEach((letter, i) => { VALUES[letter.charCodeAt(0)] = i })

  /* Each number in a list of postings.py. */
  const each = (list, visit) => {
    if (list[0] === ".") {
      for (let i = 1; i < list.length; i++)
        for (let bits = VALUES[list.charCodeAt(i)], page = (i - 1) * 6; bits; bits = (bits << 1) & 63, page++)
          if (bits & 32) visit(page)
      return
    }
    for (let i = 0, page = -1, gap = 0, shift = 0; i < list.length; i++) {
      const value = VALUES[list.charCodeAt(i)]
      gap |= (value & 31) << shift
      if (value & 32) shift += 5
      else {
        visit(page += gap + 1)
        gap = shift = 0
      }
    }
  }

  /* ------------------------------------------------------------------------------------------------------ looking */

  const tone = marks => (marks.match(TONES) || []).join("")
  const letters = marks => marks.replace(TONES, "")
  /* Whether marks are those asked for. What is still being typed may lack its tone and its end. */
  const alike = (marks, asked, open) => {
    if (marks === asked) return true
    if (!open) return false
    const [one, two] = [marks.split(" "), asked.split(" ")]
    const [last, wanted] = [one.pop(), two.pop()]
    return one.join(" ") === two.join(" ") && letters(last).startsWith(letters(wanted)) &&
      (!tone(wanted) || tone(wanted) === tone(last))
  }

  /* For each page, how it has what was looked up, as bits. */
  const hits = (found, key, asked, open) => {
    const { any, whole, top, exact, named } = BITS
    const bits = new Uint8Array(expected.pages)
    let some = false
    for (const { key: fold, lists } of found) {
      const full = any | (fold === key ? whole : 0)
      for (let i = 0; i < lists.length; i += 3) {
        some = true
        const value = full | (alike(lists[i] || fold, asked, open) ? exact : 0)
        each(lists[i + 1], page => { bits[page] |= value })
        each(lists[i + 2], page => { bits[page] |= fold === key ? top | named : top })
      }
    }
    return some ? bits : null
  }

  const isWord = key => !key.includes("-") // the others are days
  const word = async ({ fold, marks, open }) => {
    const found = await lookup("words", fold, open, isWord)
    if (/^(19|20)\d\d$/.test(fold)) found.push(...await lookup("words", `${fold}-`, false))
    return hits(found, fold, marks, open)
  }

  /* A word as it reads without the keys of Telex that were left in it: khawcs, dduw. No syllable ends in one of them. */
  const untyped = fold => fold.replace(/([adeo])\1/g, "$1")
    .replace(/[aeiouy].*/, end => end.replace(/[sfrxjw]/g, ""))

  /* What a word that is nowhere may have been meant for: two letters change places, one is missing, or one too many. */
  const meant = async fold => {
    const parts = [...fold].map((letter, i) => [fold.slice(0, i), letter, fold.slice(i + 1)])
    const turned = parts.filter(([, , after]) => after).map(([before, letter, after]) =>
      before + after[0] + letter + after.slice(1))
    const shorter = parts.map(([before, , after]) => before + after)
    const isLonger = key => key.length === fold.length + 1 &&
      [...key].some((_, i) => key.slice(0, i) + key.slice(i + 1) === fold)
    const longer = await lookup("words", fold.slice(0, 2), true, isLonger)
    longer.sort((a, b) => b.lists.join("").length - a.lists.join("").length) // what more pages have comes first
    return new Set([untyped(fold), ...turned, ...longer.map(entry => entry.key), ...shorter])
  }

  /* A word that is nowhere as it may have been meant. A number is what it is: another one would be another paper. */
  const mended = async term => {
    if (term.fold.length < 3 || /^\p{Nd}+$/u.test(term.fold)) return null
    const tried = await meant(term.fold)
    tried.delete(term.fold)
    for (const fold of tried) {
      const bits = await word({ fold, marks: fold, open: false })
      if (bits) {
        Object.assign(term, { fold, marks: fold, open: false, mended: true })
        return bits
      }
    }
    return null
  }

  const SYLLABLE_MAX = 7
  /* Two words that were typed as one, if they stand in a row anywhere. */
  const parted = async ({ fold, open }) => {
    for (let i = Math.max(2, fold.length - SYLLABLE_MAX); i <= Math.min(SYLLABLE_MAX, fold.length - 2); i++) {
      const both = [fold.slice(0, i), fold.slice(i)]
      if ((await lookup("pairs", both.join(" "), open)).length)
        return both.map((word, n) => ({ fold: word, marks: word, open: open && n === 1 }))
    }
    return null
  }

  /* A quarter is one of its months. */
  const months = (year, quarter) => [1, 2, 3].map(n => `${year}-${String(quarter * 3 - 3 + n).padStart(2, "0")}`)
  const day = async key => {
    const [year, quarter] = key.split("-Q")
    const keys = quarter ? months(year, quarter) : [key]
    const found = await Promise.all(keys.map(one => lookup("words", one, false)))
    return hits(found.flat(), key, key, false)
  }
  const pair = async (one, two) => {
    const [key, asked] = [`${one.fold} ${two.fold}`, `${one.marks} ${two.marks}`]
    const found = hits(await lookup("pairs", key, two.open), key, asked, two.open)
    if (found || one.fold === two.fold) return found
    const turned = `${two.fold} ${one.fold}`
    return hits(await lookup("pairs", turned, false), turned, "", false)
  }

  /* The pages for a query, best first: all of its words if any page has them, else as many as one has. */
  const look = async query => {
    const terms = [...query.days.map(day), ...query.words.map(async term => await word(term) || mended(term))]
    const pairs = () => Promise.all(query.words.slice(1).map((two, i) => pair(query.words[i], two)))
    let [found, neighbours] = await Promise.all([Promise.all(terms), pairs()])
    const lacking = found.slice(query.days.length).map((bits, i) => bits ? null : query.words[i])
    const apart = await Promise.all(lacking.map(term => term && parted(term)))
    if (apart.some(Boolean)) return look({ ...query, words: query.words.flatMap((term, i) => apart[i] || [term]) })
    if (query.words.some(term => term.mended)) neighbours = await pairs()
    const { any, whole, top, exact, named } = BITS
    const alone = query.words.length === 1
    const [count, score] = [new Uint8Array(expected.pages), new Uint32Array(expected.pages)]
    const called = new Uint8Array(expected.pages) // how many of the words are in its title or number
    let most = 0
    const add = (some, weigh) => some && some.forEach((bits, page) => { if (bits) weigh(bits, page) })
    for (const some of found)
      add(some, (bits, page) => {
        most = Math.max(most, ++count[page])
        if (bits & named) called[page]++
        score[page] += (bits & whole ? 2 : 0) + (bits & top ? 3 : 0) +
          (bits & named && page < expected.lists ? 3 : 0) +
          (query.asked && bits & exact ? alone ? 64 : 4 : 0)
      })
    for (const some of neighbours)
      add(some, (bits, page) => {
        score[page] += (bits & any ? 16 : 0) + (bits & top ? 8 : 0) + (bits & whole ? 4 : 0) +
          (query.asked && bits & exact ? 64 : 0)
      })
    const pages = []
    if (most) count.forEach((all, page) => { if (all === most) pages.push(page) })
    const lead = query.words.some(({ fold }) => /^\p{Nd}+$/u.test(fold)) ? PAPER : DOCUMENT
    for (const page of pages)
      if (page < expected.documents) score[page] += lead
      else if (page < expected.lists && called[page] === query.words.length) score[page] += DOCUMENT
    pages.sort((a, b) => score[b] - score[a] || a - b)
    return { pages, whole: most === terms.length, words: query.words }
  }

  /* Offices disagree: kỉ luật and kỷ luật, quản lí and quản lý. The words of a query in the other spelling. */
  const I_OR_Y = /^([hklmst]|qu)[iy]$/
  const turn = text => text.replace(/[iy]/, letter => letter === "i" ? "y" : "i")
  const respelt = words => words.map(word =>
    I_OR_Y.test(word.fold) ? { ...word, fold: turn(word.fold), marks: turn(word.marks) } : word)

  const either = async text => {
    const found = await look(parse(text, true))
    const query = parse(text, true)
    if ((found.whole && found.pages.length) || !query.words.some(word => I_OR_Y.test(word.fold))) return found
    const other = await look({ ...query, words: respelt(query.words) })
    return other.whole && other.pages.length ? other : found
  }

  const search = async text => {
    const query = parse(text, true)
    const nothing = { pages: [], whole: true, words: [] }
    const found = query.days.length + query.words.length ? await either(text) : nothing
    if (!query.days.length || (found.pages.length && found.whole)) return found
    const plain = await look(parse(text, false)) // 6/2026 may be the number of a paper
    return plain.pages.length && plain.whole ? plain : found
  }

  const shown = async (pages, kind) => Promise.all(pages.map(async page => {
    const size = expected[kind]
    return (await part(`${kind}-${Math.floor(page / size)}`, same))[page % size]
  }))

  /* ------------------------------------------------------------------------------------------------------ showing */

  const asFolder = location.protocol === "file:" ? "index.html" : ""
  const address = path => new URL(path + asFolder, ROOT).href
  const element = (name, className, text = "") => {
    const made = document.createElement(name)
    made.className = className
    made.textContent = text
    return made
  }

  const fits = ({ fold }, wanted) => wanted.some(word => word.open ? fold.startsWith(word.fold) : fold === word.fold)

  /* A text with the words that were looked for marked. */
  const lit = (target, text, wanted) => {
    let last = 0
    for (const match of text.matchAll(WORD)) {
      if (!fits(form(match[0]), wanted)) continue
      target.append(text.slice(last, match.index), element("mark", "", match[0]))
      last = match.index + match[0].length
    }
    target.append(text.slice(last))
    return target
  }

  const QUOTE_BEFORE = 40
  const QUOTE = 180
  /* The place in a text where most of the words stand together, with what is around it. */
  const quote = (lines, wanted) => {
    let [best, from, most] = ["", 0, 0]
    for (const line of lines) {
      const places = [...line.matchAll(WORD)]
      const folds = places.map(match => form(match[0]))
      folds.forEach((word, i) => {
        if (!fits(word, wanted)) return
        const near = folds.slice(i, i + wanted.length).filter(other => fits(other, wanted))
        const found = new Set(near.map(other => other.fold)).size
        if (found > most) [best, from, most] = [line, places[i].index, found]
      })
    }
    if (!most) return ""
    const start = from > QUOTE_BEFORE ? best.lastIndexOf(" ", from - QUOTE_BEFORE) + 1 : 0
    const last = best.length > start + QUOTE ? best.lastIndexOf(" ", start + QUOTE) : best.length
    const text = best.slice(start, last > from ? last : start + QUOTE)
    return (start ? "… " : "") + text + (start + text.length < best.length ? " …" : "")
  }

  class Box {
    constructor(form) {
      const id = form.id
      this.form = form
      this.input = form.querySelector("input")
      this.status = document.getElementById(`${id}-status`)
      this.list = document.getElementById(`${id}-list`)
      this.popup = this.list.parentElement
      this.whole = "whole" in form.dataset
      this.limit = this.whole ? 50 : 10
      this.asked = 0
      this.active = -1
      this.input.setAttribute("role", "combobox")
      this.input.setAttribute("aria-autocomplete", "list")
      this.input.setAttribute("aria-controls", this.list.id)
      this.input.setAttribute("aria-expanded", "false")
      this.input.addEventListener("focus", () => prepare().catch(() => {}))
      this.input.addEventListener("input", () => this.wait())
      this.input.addEventListener("keydown", event => this.key(event))
      form.addEventListener("submit", event => this.go(event))
      form.addEventListener("focusout", event => {
        if (!this.whole && !form.contains(event.relatedTarget)) this.close()
      })
    }

    wait() {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.find(), PAUSE)
    }

    async find() {
      const [text, mine] = [this.input.value.trim(), ++this.asked]
      if (!text) return this.close()
      try {
        await this.answer(this.input.value, mine)
      } catch {
        // The site may have been built anew since this page was opened.
        try {
          await prepare(true)
          await this.answer(this.input.value, mine)
        } catch {
          if (mine === this.asked) this.say(this.form.dataset.failed)
        }
      }
    }

    async answer(text, mine) {
      await prepare()
      const found = await search(text)
      const pages = found.pages.slice(0, this.limit)
      const titles = await shown(pages, "titles")
      if (mine !== this.asked) return
      this.show(titles, found)
      await new Promise(done => setTimeout(done, STILL))
      if (mine !== this.asked) return
      const texts = await shown(pages, "texts")
      if (mine !== this.asked) return
      texts.forEach((lines, i) => {
        const said = quote(lines, found.words)
        if (said) this.list.children[i].append(lit(element("span", "kp-search-text"), said, found.words))
      })
    }

    show(titles, { pages, whole, words: wanted }) {
      this.active = -1
      this.input.removeAttribute("aria-activedescendant")
      this.list.replaceChildren(...titles.map(([path, title, known], i) => {
        const item = element("a", "kp-search-item")
        item.href = address(path)
        item.id = `${this.list.id}-${i}`
        item.tabIndex = -1
        item.setAttribute("role", "option")
        item.setAttribute("aria-selected", "false")
        item.append(lit(element("span", "kp-search-title"), title, wanted))
        if (known) item.append(lit(element("span", "kp-search-known"), known, wanted))
        return item
      }))
      const words = this.form.dataset
      const said = !pages.length ? words.none : pages.length === 1 ? words.one : words.many
      this.open(titles.length > 0)
      this.say((whole || !pages.length ? said : words.near).replace("{n}", pages.length.toLocaleString(document.documentElement.lang)))
    }

    say(text) {
      this.popup.hidden = false
      this.status.textContent = text
    }

    open(some) {
      this.popup.hidden = false
      this.list.hidden = !some
      this.input.setAttribute("aria-expanded", String(some))
    }

    close() {
      this.asked++
      this.active = -1
      this.list.replaceChildren()
      this.list.hidden = true
      this.popup.hidden = !this.whole
      this.status.textContent = ""
      this.input.setAttribute("aria-expanded", "false")
      this.input.removeAttribute("aria-activedescendant")
    }

    choose(to) {
      const items = this.list.children
      if (!items.length) return
      items[this.active]?.setAttribute("aria-selected", "false")
      this.active = (to + 2 * (items.length + 1)) % (items.length + 1) // one place for the box itself
      const item = items[this.active]
      if (!item) {
        this.active = -1
        this.input.removeAttribute("aria-activedescendant")
        return
      }
      item.setAttribute("aria-selected", "true")
      item.scrollIntoView({ block: "nearest" })
      this.input.setAttribute("aria-activedescendant", item.id)
    }

    key(event) {
      if (event.isComposing) return
      const count = this.list.children.length
      if (event.key === "ArrowDown" && !count && this.input.value) this.find()
      else if (event.key === "ArrowDown") this.choose(this.active + 1)
      else if (event.key === "ArrowUp") this.choose(this.active - 1)
      else if (event.key === "Escape" && !this.whole && !this.popup.hidden) this.close()
      else if (event.key === "Escape") {
        this.input.value = ""
        this.close()
      } else return
      event.preventDefault()
      event.stopPropagation()
    }

    go(event) {
      event.preventDefault()
      const chosen = this.list.children[this.active]
      if (chosen) chosen.click()
      else if (this.whole) this.find()
      else if (this.input.value.trim())
        location.href = `${address("search/")}?q=${encodeURIComponent(this.input.value.trim())}`
    }
  }

  const start = () => {
    const boxes = [...document.querySelectorAll("form[data-kp-search]")].map(form => new Box(form))
    const page = boxes.find(box => box.whole)
    const asked = new URLSearchParams(location.search).get("q")
    if (page && asked) {
      page.input.value = asked
      page.find()
    }
    const first = page || boxes[0]
    document.addEventListener("keydown", event => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]")
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || !first) return
      event.preventDefault()
      first.input.focus()
    })
  }
  window.khacphucSearch.words = words // for tables, and the test that compares with Python
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start)
  else start()
})()
