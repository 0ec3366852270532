/* Keys for the desk: j and k go through the stories, Enter opens, / goes to the search. Everything works without. */
"use strict";
(() => {
  const stories = [...document.querySelectorAll("a.story")];
  const search = document.querySelector("input[type=search]");
  const head = document.querySelector(".deskhead");
  if (!head || !(stories.length || search)) return;
  const kept = () => { try { return localStorage.getItem("desk-keys") !== "off"; } catch { return true; } };
  let on = kept();
  const button = document.createElement("button");
  const show = () => { button.textContent = on ? "Keys: j k / on" : "Keys off"; button.setAttribute("aria-pressed", String(on)); };
  button.type = "button";
  button.className = "plainly keys";
  button.addEventListener("click", () => { on = !on; try { localStorage.setItem("desk-keys", on ? "on" : "off"); } catch { /* kept for this page */ } show(); });
  show();
  head.append(button);
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if ((event.key === "j" || event.key === "k") && stories.length) {
      const at = stories.indexOf(document.activeElement);
      const next = at < 0 ? 0 : Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), stories.length - 1);
      stories[next].focus();
      stories[next].scrollIntoView({ block: "nearest" });
    }
  });
})();
