/*
 * Days late, left and waited, recounted on the day on which a page is read, and a notice on a page that was made long ago.
 *
 * What is needed stands in the data attributes of .kp-freshness (pages/freshness.py) and of the chips themselves.
 */
(() => {
  "use strict"
  const OLD = 2 // days after which a page says that it is not of today
  const TOO_OLD = 31 // days after which it is a picture of its time, and is left as it is
  const notice = document.querySelector(".kp-freshness")
  if (!notice) return
  const words = notice.dataset

  const number = day => Date.parse(`${day}T00:00:00Z`) / 86_400_000
  const today = () => {
    try {
      return new Intl.DateTimeFormat("en-CA", { timeZone: words.zone, dateStyle: "short" }).format(new Date())
    } catch { // a time zone that this browser does not know
      return new Date().toISOString().slice(0, 10)
    }
  }
  const phrase = (forms, days) => forms.split("|")[days === 1 ? 0 : 1].replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(days))
  const now = number(today())
  const age = now - number(words.asOf)

  const recount = chip => {
    const left = number(chip.dataset.due) - now
    const kind = left < 0 ? "overdue" : left <= Number(words.soon) ? "due-soon" : "not-due"
    chip.classList.remove("kp-timing-overdue", "kp-timing-due-soon", "kp-timing-not-due")
    chip.classList.add(`kp-timing-${kind}`)
    chip.textContent = left < 0 ? phrase(words.late, -left) : left ? phrase(words.left, left) : words.today
  }

  const rewait = waited => {
    const days = now - number(waited.dataset.since)
    waited.textContent = phrase(waited.closest(".kp-num") ? "{n}|{n}" : words.days, days)
  }

  if (age > 0 && age <= TOO_OLD) {
    document.querySelectorAll("[data-since]").forEach(rewait)
    document.querySelectorAll(".kp-timing-overdue, .kp-timing-due-soon, .kp-timing-not-due")
      .forEach(chip => chip.dataset.due && recount(chip))
    notice.querySelector(".kp-freshness-recounted").hidden = false
  }
  notice.hidden = !(age > OLD)
})()
