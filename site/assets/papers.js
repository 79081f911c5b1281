/* The table of works: sorts by column, filters, and keeps both in the address, so that a view can
   be shared. Nothing is fetched; without this script the table reads as it stands. */
(() => {
  const form = document.querySelector("form.filters")
  const table = document.querySelector(".works table")
  if (!form || !table || !table.tBodies[0]) return

  const NAMES = (table.closest(".works").dataset.columns || "title authors year venue topic").split(" ")
  const [YEAR, TOPIC] = ["year", "topic"].map(name => NAMES.indexOf(name))
  const FIRST = table.closest(".works").dataset.sort || "-year" // as the page is written
  const heads = [...table.tHead.rows[0].cells]
  const body = table.tBodies[0]
  const status = document.querySelector(".hits")
  const fields = ["q", "topic", "from", "to"].map(name => form.elements[name]).filter(Boolean)
  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

  const works = [...body.rows].map((row, place) => {
    const cells = [...row.cells]
    const names = row.querySelector("[data-names]")
    const link = cells[TOPIC].querySelector("a")
    const keys = cells.map(cell => plain(cell.textContent).replace(/^[^\p{L}\p{N}]+/u, ""))
    return {
      row, place, keys,
      year: Number(keys[YEAR]) || 0,
      text: plain(`${row.textContent} ${names ? names.dataset.names : ""}`),
      topic: link ? link.pathname.replace(/(\/index)?(\.html|\/)$/, "").split("/").pop() : "",
    }
  })

  let sort = FIRST // a column, with "-" where it falls

  const order = () => {
    const at = NAMES.indexOf(sort.replace("-", ""))
    const sign = sort.startsWith("-") ? -1 : 1
    const sorted = [...works].sort((a, b) => {
      const empty = !a.keys[at] - !b.keys[at] // what is not known stands last, either way
      return empty || sign * compare(a.keys[at], b.keys[at]) || a.place - b.place
    })
    body.append(...sorted.map(work => work.row))
    heads.forEach((head, i) => {
      if (i === at) head.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending")
      else head.removeAttribute("aria-sort")
    })
  }

  const filter = () => {
    const [words, topic, from, to] = ["q", "topic", "from", "to"].map(name => {
      const field = form.elements[name]
      return field ? field.value : ""
    })
    const asked = plain(words).split(/\s+/).filter(Boolean)
    const chosen = topic && form.elements.topic.selectedOptions[0].dataset.within.split(" ")
    let hits = 0
    for (const work of works) {
      const fits = asked.every(word => work.text.includes(word))
        && (!chosen || chosen.includes(work.topic))
        && (!from || work.year >= Number(from))
        && (!to || (work.year && work.year <= Number(to)))
      work.row.hidden = !fits
      hits += fits
    }
    const all = works.length.toLocaleString("en")
    const some = hits ? `${hits.toLocaleString("en")} of ${all}` : `None of ${all}`
    status.textContent = `${hits === works.length ? all : some} works`
  }

  const keep = () => {
    const state = new URLSearchParams()
    for (const field of fields) if (field.value) state.set(field.name, field.value)
    if (sort !== FIRST) state.set("sort", sort)
    const text = state.toString()
    history.replaceState(null, "", location.href.split("#")[0] + (text && `#${text}`))
  }

  const restore = () => {
    const state = new URLSearchParams(location.hash.slice(1))
    for (const field of fields) {
      field.value = state.get(field.name) || ""
      if (field.selectedIndex < 0) field.value = "" // an option that is not there
    }
    const stated = state.get("sort") || ""
    sort = NAMES.includes(stated.replace("-", "")) ? stated : FIRST
    order()
    filter()
  }

  heads.forEach((head, i) => {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = head.textContent
    button.addEventListener("click", () => {
      const [first, second] = i === YEAR ? ["-year", "year"] : [NAMES[i], `-${NAMES[i]}`]
      sort = sort === first ? second : first
      order()
      keep()
    })
    head.replaceChildren(button)
  })
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("input", () => { filter(); keep() })
  form.addEventListener("reset", () => setTimeout(() => { filter(); keep() }))
  addEventListener("hashchange", restore)
  restore()
})()
