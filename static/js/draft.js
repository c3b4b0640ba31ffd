// A draft saves itself while it is written, and the panel beside the form follows. Nothing here is needed:
// without it the buttons do the same.
const form = document.querySelector("form[data-panel]");
if (form) {
  const panel = document.getElementById("panel");
  const status = document.getElementById("saving");
  const [pause, patience] = [1200, 20000];
  let timer = 0;
  let saving = false;
  let stopped = false;
  // The button that was pressed while the draft was being saved.
  let pressed = null;

  // What the form holds, without files, which are sent by its buttons.
  const typed = () => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "do" && name !== "theirs") fields.append(name, value);
    }
    return fields;
  };
  const content = () => {
    const fields = typed();
    fields.delete("revision");
    return fields.toString();
  };
  // A form that came back with mistakes holds more than the draft does.
  let saved = "unsaved" in form.dataset ? null : content();
  // What was refused as it is, and isn't sent again before it changes.
  let refused = null;
  const isDone = (now) => now === saved || now === refused;

  const say = (text) => { status.textContent = text; };

  const show = (page) => {
    const told = page.querySelector("[data-saved]");
    if (told?.dataset.revision) form.elements.revision.value = told.dataset.revision;
    if (told) say(told.textContent);
    told?.remove();
    // Somebody may be reading there.
    if (!panel.contains(document.activeElement)) panel.replaceChildren(...page.body.childNodes);
  };

  const save = async () => {
    const now = content();
    if (saving || stopped || isDone(now)) return;
    saving = true;
    try {
      const answer = await fetch(form.dataset.panel, {
        method: "POST",
        body: typed(),
        redirect: "manual",
        signal: AbortSignal.timeout(patience),
      });
      if (answer.ok || answer.status === 409 || answer.status === 422) {
        show(new DOMParser().parseFromString(await answer.text(), "text/html"));
        if (answer.ok) saved = now;
        else refused = now;
        // The other's text is shown by the button; until then this tab must not write over it.
        if (answer.status === 409) stopped = true;
      } else if (answer.status < 500 && answer.status !== 429) {
        stopped = true;
        say(form.dataset.signedOut);
      } else {
        say(form.dataset.offline);
      }
    } catch {
      say(form.dataset.offline);
    } finally {
      saving = false;
      if (pressed) form.requestSubmit(pressed);
      else if (!stopped && !isDone(content())) later();
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  if (saved === null) later();
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  // Enter in a line of text goes to the next field rather than sending the form.
  form.addEventListener("keydown", (event) => {
    const line = event.target instanceof HTMLInputElement && event.target.type === "text";
    if (event.key === "Enter" && line && !event.isComposing) {
      event.preventDefault();
      save();
    }
  });
  // On the way out: a page that goes away may still send this much.
  addEventListener("pagehide", () => {
    if (!stopped && !isDone(content())) {
      fetch(form.dataset.panel, { method: "POST", body: typed(), keepalive: true }).catch(() => {});
    }
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    stopped = true;
    // Sent before the answer, the form would be of a revision that is past, as if somebody else had saved.
    if (saving) {
      event.preventDefault();
      pressed = event.submitter;
    }
  });
}
