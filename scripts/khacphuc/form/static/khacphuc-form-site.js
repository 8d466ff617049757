/*
 * A form without a server: takes what a case offers from two small scripts, and hands the finished text on: to the page for
 * a new file on the forge, as a file, or as text to paste.
 */
(() => {
  "use strict"
  const kit = globalThis.khacphucFormKit
  if (!kit) return
  const { told, form, say, element, nothing, isMap, fieldsOf, notice } = kit
  const asked = new URLSearchParams(location.search)
  const PLAIN = /^[\p{L}\p{N}(“][\p{L}\p{N} ,.()/%–“”"'-]*$/u
  const IN_BRACKETS = /^[\p{L}\p{N}][\p{L}\p{N}/._-]*$/u
  const NOTHING = /^(?:null|Null|NULL)$/
  const HIDDEN = /[\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufe00-\ufe0f]/gu
  const slug = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 80)

  // ----------------------------------------------------------------------------------------------------- text
  const clean = text => String(text).normalize("NFC").replace(HIDDEN, "").split("\n").map(line => line.trimEnd()).join("\n").trim()
  const quoted = text => JSON.stringify(text).replace(/[^\x20-\x7e\p{L}\p{N}\p{P}\p{S}\p{M} ]/gu, one => `\\u${one.codePointAt(0).toString(16).padStart(4, "0")}`)
  const scalar = (text, indent) => {
    if (text.includes("\n") && !/^[\s]/.test(text) && !/\t/.test(text)) return `|-\n${text.split("\n").map(line => line ? `${indent}${line}` : "").join("\n")}`
    return PLAIN.test(text) && !NOTHING.test(text) ? text : quoted(text)
  }
  const written = (part, holder, indent) => {
    const fields = fieldsOf(part)
    const inner = new Map(fields.map(field => [field.dataset.key, field.dataset.part]))
    const keys = ["type", ...fields.map(field => field.dataset.key)].filter(key => !nothing(holder[key]))
    return keys.map(key => `${indent}${key}:${after(inner.get(key), holder[key], `${indent}  `)}`).join("\n")
  }
  const after = (part, value, indent) => {
    if (isMap(value)) return `\n${written(part, value, indent)}`
    if (!Array.isArray(value)) return ` ${scalar(clean(value), indent)}`
    if (value.every(isMap)) return `\n${value.map(item => `${indent}- ${written(part, item, `${indent}  `).trimStart()}`).join("\n")}`
    return ` [${value.map(item => { const text = clean(item); return IN_BRACKETS.test(text) && !NOTHING.test(text) ? text : quoted(text) }).join(", ")}]`
  }
  const text = () => `---\n${written(told.part, kit.sent(), "")}\n---\n`
  const place = () => {
    const values = kit.sent()
    if (told.kind === "unit") return ["units", `${slug(values.id ?? "")}.md`]
    if (told.kind === "conclusion") return [`plans/${slug(values.unit ?? "")}/${slug(values.id ?? "")}`, "conclusion.md"]
    const folder = `plans/${told.case}`
    if (told.kind === "plan") {
      const parts = [values.for, values.revises && values.issued_on].filter(Boolean)
      return [folder, `${["plan", ...parts.map(slug)].join("-")}.md`]
    }
    const stem = `${slug(values.date ?? "")}-${told.kind}`
    const names = told.names ?? []
    for (let number = 1; ; number++) {
      const name = number === 1 ? `${stem}.md` : `${stem}-${number}.md`
      if (!names.includes(name)) return [folder, name]
    }
  }

  // --------------------------------------------------------------------------------------------------- the ways out
  const copy = async whole => {
    try { await navigator.clipboard.writeText(whole) } catch { // a page from a folder, or over plain HTTP
      const box = element("textarea", whole)
      form.append(box)
      box.select()
      document.execCommand("copy")
      box.remove()
    }
  }
  const outs = {
    async forge(whole, [folder, name]) {
      const { page, name: key, text: body, takes, most } = told.forge
      const bare = `${page}${folder.split("/").map(encodeURIComponent).join("/")}?${key}=${encodeURIComponent(name)}`
      const full = `${bare}&${body}=${encodeURIComponent(whole)}`
      const fits = takes && full.length <= most
      if (!fits) {
        await copy(whole)
        notice(say("paste"))
      }
      open(fits ? full : bare, "_blank", "noopener")
    },
    file(whole, [folder, name]) {
      const link = element("a")
      link.href = URL.createObjectURL(new Blob([whole], { type: "text/markdown" }))
      link.download = name
      link.click()
      notice(say("filed", { name, folder }))
    },
    async text(whole) {
      await copy(whole)
      notice(say("copied"))
    },
  }
  form.addEventListener("click", event => {
    const out = event.target.dataset.out
    if (!out) return
    if (!kit.look()) return notice(say("mend"))
    outs[out](text(), place())
  })

  // ------------------------------------------------------------------------------------------------------ begin
  const today = () => { const now = new Date(); return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, "0")).join("-") }
  const given = { choices: {} }
  globalThis.khacphucForm = data => Object.assign(given, data, { choices: { ...given.choices, ...data.choices } })
  const load = path => new Promise((done, failed) => {
    const script = element("script")
    script.src = `${told.root}${path}`
    script.addEventListener("load", done)
    script.addEventListener("error", failed)
    document.head.append(script)
  })
  const begun = () => {
    const values = { ...told.values, ...given.first?.[told.kind] }
    const task = asked.get("task")
    if ("date" in values) values.date = today()
    if (task && (given.choices.task ?? []).some(one => one[0] === task)) {
      if (told.kind === "reminder") values.tasks = [task]
      else if (told.kind === "extension") values.tasks = [{ task, ...(given.due[task] ? { from: given.due[task] } : {}) }]
      else {
        const own = (values.tasks ?? []).filter(row => row.task === task)
        values.tasks = own.length ? own : [{ task }]
      }
    }
    return values
  }
  const begin = async () => {
    const wanted = asked.get("case") ?? ""
    const whose = /^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}$/.test(wanted) ? wanted : ""
    if (!whose && !told.alone) return notice(say("no_case"))
    try { await Promise.all([load("register.js"), ...(whose ? [load(`${whose}.js`)] : [])]) } catch { return notice(say("no_case")) }
    const shown = document.querySelector(".kf-case")
    if (shown && given.title) shown.textContent = given.title
    kit.start({ choices: given.choices, case: given.case, names: given.names, values: begun(), key: `khacphuc:${whose}+${told.kind}+${asked.get("task") ?? ""}` })
  }
  globalThis.khacphucFormText = text
  begin()
})()
