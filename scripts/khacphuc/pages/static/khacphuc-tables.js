/*
 * Tables sort by their heads and have a box that leaves the rows with certain words. Without this they are whole.
 *
 * The words of the box stand in a template of the page (templates/table_tools.html). Rows are moved and hidden, never
 * written anew; what is typed is shown as text. Words are folded by khacphuc-search.js, which comes first.
 */
(() => {
  "use strict"
  const ROWS_MIN = 8 // as in pages/tables.py
  const PAUSE = 60 // milliseconds without a key before rows are looked through

  const tools = document.querySelector("template.kp-table-tools")
  const fold = window.khacphucSearch?.words
  if (!tools || !fold) return
  const words = tools.dataset
  const language = words.language
  const collator = new Intl.Collator(language, { numeric: true })
  const shown = number => number.toLocaleString(language)
  const [comma] = (1.5).toLocaleString(language).match(/[.,]/)

  /* ------------------------------------------------------------------------------------------- what cells hold */

  const text = (cell, without = "") => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    const parts = []
    while (walker.nextNode())
      if (!without || !walker.currentNode.parentElement.closest(without)) parts.push(walker.currentNode.data)
    return parts.join(" ").replace(/\s+/g, " ").trim()
  }
  const EMPTY = /^[–—-]?$/
  const NUMBER = /^[+−-]?\d[\d.,]*\s*%?(?:\s*\([^)]*\))?$/
  const DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/
  const folded = said => fold(said).map(({ fold: word }) => ` ${word}`).join("")
  const days = day => Date.parse(`${day}T00:00:00Z`)

  /* The ways to read a cell, the surest first: each gives a number, or nothing. */
  const READERS = [
    cell => days(cell.querySelector(".kp-chip[data-due]")?.dataset.due),
    (cell, said) => {
      const time = cell.querySelector("time[datetime]")
      if (time && said.startsWith(text(time))) return days(time.dateTime.slice(0, 10))
      const [, day, month, year] = said.match(DAY) || []
      return day ? Date.UTC(year, month - 1, day) : NaN
    },
    (_, said) => NUMBER.test(said)
      ? Number(said.replace(comma === "," ? /\./g : /,/g, "").replace(",", ".").replace("−", "-").replace(/\s*%?(?:\s*\([^)]*\))?$/, ""))
      : NaN,
  ]

  /* The cells of a column as values that sort: by the first reader that reads most of them, else as text. */
  const values = cells => {
    const said = cells.map(cell => cell ? text(cell) : "")
    const filled = said.filter(one => !EMPTY.test(one)).length
    for (const read of READERS) {
      const found = cells.map((cell, i) => cell ? read(cell, said[i]) : NaN)
      if (found.filter(value => !Number.isNaN(value)).length * 2 > filled) return { found, said }
    }
    return { found: said.map(() => NaN), said }
  }

  /* ------------------------------------------------------------------------------------------------- one table */

  class Table {
    constructor(table, rows) {
      this.table = table
      this.rows = rows
      this.bodies = [...table.tBodies].map(body => ({
        body, rows: [...body.rows].filter(row => !row.classList.contains("kp-group")),
      }))
      this.orders = new Map()
      this.heads = [...table.tHead.rows[0].cells]
      this.heads.forEach((head, column) => this.head(head, column))
      table.tHead.rows[0].dataset.label = words.sort
      table.classList.add("kp-sortable")
      this.place()
    }

    head(head, column) {
      if (!head.textContent.trim()) return
      const button = document.createElement("button")
      button.type = "button"
      button.className = "kp-sort"
      button.append(...head.childNodes)
      button.addEventListener("click", () => this.sort(column))
      head.append(button)
    }

    place() {
      const box = tools.content.firstElementChild.cloneNode(true)
      this.input = box.querySelector("input")
      this.status = box.querySelector("[role=status]")
      if (this.table.caption) box.setAttribute("aria-label", this.table.caption.textContent.trim())
      const frame = this.table.closest(".kp-scroll") || this.table
      frame.before(box)
      this.input.addEventListener("input", () => {
        clearTimeout(this.timer)
        this.timer = setTimeout(() => this.filter(), PAUSE)
      })
      this.input.addEventListener("keydown", event => {
        if (event.key !== "Escape" || event.isComposing || !this.input.value) return
        event.preventDefault()
        this.clear()
      })
      this.say(this.rows.length)
    }

    /* Where each row stands when sorted by a column: upwards, with empty cells last; the same again gives the same. */
    order(column) {
      if (!this.orders.has(column)) {
        const { found, said } = values(this.rows.map(row => row.cells[column]))
        const kind = said.map((one, i) => Number.isNaN(found[i]) ? EMPTY.test(one) ? 2 : 1 : 0)
        const compare = (a, b) => kind[a] - kind[b] || (kind[a] ? collator.compare(said[a], said[b]) : found[a] - found[b])
        this.orders.set(column, { kind, compare })
      }
      return this.orders.get(column)
    }

    sort(column) {
      const now = this.heads[column].getAttribute("aria-sort")
      const next = { ascending: "descending", descending: "" }[now] ?? "ascending"
      this.heads.forEach(head => head.removeAttribute("aria-sort"))
      if (next) this.heads[column].setAttribute("aria-sort", next)
      const place = new Map(this.rows.map((row, i) => [row, i]))
      const { kind, compare } = this.order(column)
      const turned = next === "descending" ? -1 : 1
      const between = next
        ? (a, b) => (kind[a] === 2) - (kind[b] === 2) || turned * compare(a, b) || a - b
        : (a, b) => a - b
      const sorted = this.bodies.map(({ body, rows }) => ({ body, places: rows.map(row => place.get(row)).sort(between) }))
      if (next) sorted.sort((one, two) => one.places.length && two.places.length ? between(one.places[0], two.places[0]) : 0)
      for (const { body, places } of sorted) {
        body.remove() // moving rows is slower in the page
        body.append(...places.map(i => this.rows[i]))
        this.table.append(body)
      }
    }

    /* What rows are found by: what stands in them, and the name of their group. */
    lines() {
      const known = new Map() // most syllables come again and again
      const part = some => known.get(some) ?? known.set(some, folded(some)).get(some)
      const line = said => said.split(" ").map(part).join("")
      return this.bodies.flatMap(({ body, rows }) => {
        const group = body.querySelector(".kp-group")
        const name = group ? ` |${line(text(group, ".kp-sub"))}` : ""
        return rows.map(row => `${line(text(row))}${name} `)
      })
    }

    /* The rows that have the words one after the other, the last of them at least begun; if none, all of the words. */
    filter() {
      const asked = fold(this.input.value).map(({ fold: word }) => ` ${word}`)
      this.folded ??= this.lines()
      const whole = asked.join("")
      let keep = this.folded.map(row => row.includes(whole))
      if (!keep.includes(true)) {
        const apart = asked.map((word, i) => i < asked.length - 1 ? `${word} ` : word)
        keep = this.folded.map(row => apart.every(word => row.includes(word)))
      }
      this.rows.forEach((row, i) => { if (row.hidden === keep[i]) row.hidden = !keep[i] })
      for (const { body, rows } of this.bodies) body.hidden = rows.length > 0 && rows.every(row => row.hidden)
      this.say(keep.filter(Boolean).length, this.input.value.trim())
    }

    clear() {
      this.input.value = ""
      this.filter()
    }

    say(count, asked = "") {
      const form = asked ? words.some : words.all
      const parts = { n: shown(count), all: shown(this.rows.length), words: asked }
      this.status.textContent = form.replace(/\{(n|all|words)\}/g, (_, name) => parts[name])
      this.status.parentElement.classList.toggle("kp-table-narrowed", asked !== "")
    }
  }

  /* ---------------------------------------------------------------------------------------------------- start */

  const tables = []
  for (const table of document.querySelectorAll("table.kp-table")) {
    const rows = [...table.tBodies].flatMap(body => [...body.rows]).filter(row => !row.classList.contains("kp-group"))
    if (rows.length >= ROWS_MIN && table.tHead?.rows.length === 1) tables.push(new Table(table, rows))
  }

  // A link to a row that is hidden shows it.
  addEventListener("hashchange", () => {
    const row = document.querySelector(":target")?.closest("tr[hidden]")
    tables.find(table => table.rows.includes(row))?.clear()
    row?.scrollIntoView()
  })
})()
