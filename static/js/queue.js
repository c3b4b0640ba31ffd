// Moving through the queue by single keys, while the list has the focus: j and k to go down and up, Enter to
// open, n to take what waits longest. Links and buttons do the same without it.
const queue = document.querySelector("[data-keys]");
if (queue) {
  const links = [...queue.querySelectorAll("tbody th a")];
  const move = (step) => {
    const at = links.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
    links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
  };
  queue.setAttribute("aria-keyshortcuts", "j k n");
  queue.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const deeds = {
      j: () => move(1),
      k: () => move(-1),
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      n: () => document.getElementById("next")?.click(),
    };
    const deed = deeds[event.key];
    if (deed) {
      event.preventDefault();
      deed();
    }
  });
  queue.focus({ preventScroll: true });
}
