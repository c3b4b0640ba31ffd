// Filters are folded away on phones and open on wide screens. Style sheets can do that where
// ::details-content is known; elsewhere this opens them. Without it they open by hand.
if (!CSS.supports("selector(::details-content)")) {
  const wide = matchMedia("(min-width: 60rem)");
  const open = () => document.querySelectorAll("details.fold").forEach((fold) => { fold.open ||= wide.matches; });
  wide.addEventListener("change", open);
  open();
}
