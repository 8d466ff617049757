/*
 * Days late, left and waited, recounted on the day on which a page is read, and a notice on a page that was made long ago.
 *
 * What is needed stands in the data attributes of .kp-freshness (pages/freshness.py) and of the chips themselves.
 */
(() => {
  "use strict"
  const OLD = 2 // days after which a page says that it is not of today
  const TOO_OLD = 366 // days after which it is a picture of its time, and is left as it is
  const notice = document.querySelector(".kp-freshness")
  if (!notice) return
  const words = notice.dataset

  const number = day => Date.parse(`${day}T00:00:00Z`) / 86_400_000
  const today = () => {
    try {
      const form = { timeZone: words.zone, year: "numeric", month: "2-digit", day: "2-digit" }
      // How a language writes a day differs from browser to browser; what its parts are called does not.
      const parts = new Intl.DateTimeFormat("en-GB", form).formatToParts(new Date())
      return ["year", "month", "day"].map(name => parts.find(part => part.type === name).value).join("-")
    } catch { // a time zone that this browser does not know
      return new Date().toISOString().slice(0, 10)
    }
  }
  const phrase = (forms, days) => forms.split("|")[days === 1 ? 0 : 1].replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(days))
  const recounted = notice.querySelector(".kp-freshness-recounted")
  const built = notice.querySelector(".kp-freshness-age")
  const ago = built.textContent

  const recount = (chip, now) => {
    const left = number(chip.dataset.due) - now
    const kind = left < 0 ? "overdue" : left <= Number(words.soon) ? "due-soon" : "not-due"
    chip.classList.remove("kp-timing-overdue", "kp-timing-due-soon", "kp-timing-not-due")
    chip.classList.add(`kp-timing-${kind}`)
    chip.textContent = left < 0 ? phrase(words.late, -left) : left ? phrase(words.left, left) : words.today
  }

  const rewait = (waited, now) => {
    const days = now - number(waited.dataset.since)
    waited.textContent = phrase(waited.closest(".kp-num") ? "{n}|{n}" : words.days, days)
  }

  /* Below the as-of day: the page is young enough for no notice, yet its days are no longer those of its totals. */
  const tell = () => {
    const line = document.querySelector(".kp-asof-line")
    if (!line || line.querySelector(".kp-recounted")) return
    const note = document.createElement("span")
    note.className = "kp-recounted"
    note.textContent = recounted.textContent
    line.append(" ", note)
  }

  const recountAll = () => {
    const now = number(today())
    const age = now - number(words.asOf)
    const chips = [...document.querySelectorAll(".kp-timing-overdue, .kp-timing-due-soon, .kp-timing-not-due")]
      .filter(chip => chip.dataset.due)
    const waits = document.querySelectorAll("[data-since]")
    if (age > 0 && age <= TOO_OLD) {
      chips.forEach(chip => recount(chip, now))
      waits.forEach(waited => rewait(waited, now))
      recounted.hidden = false
      if (age <= OLD && (chips.length || waits.length)) tell()
    }
    built.textContent = phrase(`${ago}|${ago}`, age)
    notice.hidden = !(age > OLD)
  }

  recountAll()
  // A page that was left open is read again on another day.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) recountAll() })
})()
