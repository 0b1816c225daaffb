/** Filters the findings, and keeps the filters in the address. Without this script, all findings are visible. */
(() => {
  const filters = document.getElementById("filters");
  if (filters === null) return;
  const selects = [...filters.querySelectorAll("select")];
  const findings = [...document.querySelectorAll(".finding")];
  const shown = document.getElementById("shown");
  let marked = null;

  /** Shows the findings that have every chosen value. */
  function show() {
    for (const finding of findings) {
      const has = (select) => select.selectedIndex < 1 || finding.dataset[select.name].split(" ").includes(String(select.selectedIndex));
      finding.hidden = !selects.every(has);
    }
    shown.value = `${findings.filter((finding) => !finding.hidden).length} of ${findings.length}`;
  }

  /** Sets each field to a value by its name, and shows the matching findings. An unknown value selects all. */
  function choose(valueFor) {
    for (const select of selects) {
      const position = [...select.options].findIndex(({ value }) => value === valueFor(select.name));
      select.selectedIndex = Math.max(position, 0);
    }
    show();
  }

  /** The address of a part of the page, or of none, with the chosen filters. */
  function address(part) {
    const chosen = new URLSearchParams(selects.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]));
    return `#${[part, chosen.toString()].filter((one) => one !== "").join("&")}`;
  }

  /** Follows the address: sets the filters, and scrolls to the part that it names. */
  function follow() {
    const parts = location.hash.slice(1).split("&");
    const part = parts.find((one) => !one.includes("=")) ?? "";
    const chosen = new URLSearchParams(parts.filter((one) => one.includes("=")).join("&"));
    choose((name) => chosen.get(name));
    const target = part === "" ? null : document.getElementById(part);
    if (target?.hidden) {
      choose(() => null);
      history.replaceState(null, "", address(part));
    }
    marked?.classList.remove("at");
    marked = target;
    if (target === null) return;
    target.classList.add("at");
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }

  filters.hidden = false;
  filters.addEventListener("change", () => {
    show();
    history.replaceState(null, "", address(""));
  });
  filters.querySelector("button").addEventListener("click", () => {
    choose(() => null);
    history.replaceState(null, "", address(""));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    // With a modifier key or another button, the browser acts, such as opening a tab.
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link === null || !isPlain) return;
    event.preventDefault();
    const to = address(link.hash.slice(1));
    if (to === location.hash) follow();
    else location.hash = to;
  });
  addEventListener("hashchange", follow);
  follow();
})();
