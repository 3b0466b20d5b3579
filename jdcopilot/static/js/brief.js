// The brief form: the title's combobox, picks from the role library, the count of characters. Without it the form works too.
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const lines = (field) => field.value.split("\n").map((line) => line.trim()).filter(Boolean);
  const sameLine = (one, other) => one.toLowerCase() === other.toLowerCase();

  // --- The title's combobox -------------------------------------------------------------------------------------
  const options = () => [...document.querySelectorAll("#title-suggestions:not([hidden]) [role=option]")];
  const chosen = () => options().find((option) => option.getAttribute("aria-selected") === "true");

  const choose = (option) => {
    for (const other of options()) other.setAttribute("aria-selected", String(other === option));
    const title = byId("id_title");
    if (option) title.setAttribute("aria-activedescendant", option.id);
    else title.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };

  const closeOptions = () => {
    byId("title-suggestions").hidden = true; // not removed: the option taken is still asking for its offers
    const title = byId("id_title");
    title.setAttribute("aria-expanded", "false");
    title.setAttribute("aria-controls", "title-suggestions");
    title.removeAttribute("aria-activedescendant");
  };

  const announceOptions = () => {
    const title = byId("id_title");
    if (document.activeElement !== title) return closeOptions();
    byId("title-suggestions").hidden = false;
    const count = options().length;
    title.setAttribute("aria-expanded", String(count > 0));
    title.setAttribute("aria-controls", count ? "title-options" : "title-suggestions");
    byId("title-status").textContent = count ? `${count} ${count === 1 ? "role" : "roles"} in the library` : "";
  };

  // A late answer to what was typed before must not remove the option that was taken, while that asks for its offers.
  let isTaken = false;

  const takeOption = (option) => {
    isTaken = true;
    // A title that the person has not finished typing is completed; one that says more than the role stays theirs.
    const title = byId("id_title");
    const typed = title.value.trim().toLowerCase();
    const names = [option.dataset.title, option.dataset.alias].filter(Boolean);
    const completed = names.find((name) => name.toLowerCase().startsWith(typed));
    if (completed) title.value = completed.replace(/(^|\s)[a-z](?=[a-z]{2})/g, (start) => start.toUpperCase());
    byId("title-status").textContent = `${option.dataset.title} taken. Its suggestions follow the title.`;
    setTimeout(closeOptions, 0);
    count();
  };

  const moveInOptions = (event) => {
    const list = options();
    if (!list.length) return;
    const at = list.indexOf(chosen());
    const steps = { ArrowDown: at + 1, ArrowUp: at < 0 ? list.length - 1 : at - 1 };
    if (event.key in steps) {
      event.preventDefault();
      choose(list[(steps[event.key] + list.length) % list.length]);
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      chosen().click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      closeOptions();
    }
  };

  // --- Picks from the role library ------------------------------------------------------------------------------
  const targetOf = (box) => byId(box.closest("[data-target]").dataset.target);

  const writePick = (box) => {
    const field = targetOf(box);
    const others = lines(field).filter((line) => !sameLine(line, box.value));
    field.value = (box.checked ? [...others, box.value] : others).join("\n");
    count();
  };

  const readPicks = () => {
    for (const box of document.querySelectorAll("#offers .chip input")) {
      box.removeAttribute("name"); // what is picked stands in the text field; posting it twice would add it again
      box.checked = lines(targetOf(box)).some((line) => sameLine(line, box.value));
    }
  };

  const pickAll = (group) => {
    for (const box of group.querySelectorAll("input:not(:checked)")) {
      box.checked = true;
      writePick(box);
    }
  };

  // Another role brings other questions; what was answered already stays.
  const keepAnswers = (old, fresh) => {
    for (const row of old.querySelectorAll(".question")) {
      const answer = row.querySelector("[data-counted]");
      if (!answer.value.trim()) continue;
      const question = row.querySelector("[type=hidden]").value;
      const same = [...fresh.querySelectorAll("[type=hidden]")].find((hidden) => hidden.value === question);
      if (same) same.closest(".question").querySelector("[data-counted]").value = answer.value;
      else fresh.prepend(row.cloneNode(true));
    }
    [...fresh.querySelectorAll(".question")].forEach((row, index) => {
      const answer = row.querySelector("[data-counted]");
      row.querySelector("[type=hidden]").name = `answer_question_${index + 1}`;
      row.querySelector("label").htmlFor = answer.id = answer.name = `answer_text_${index + 1}`;
    });
  };

  // --- The count of characters ----------------------------------------------------------------------------------
  const count = () => {
    const output = byId("count");
    const fields = document.querySelectorAll("#brief-form :is(textarea, [data-counted])");
    const limit = Number(output.dataset.limit);
    const total = [...fields].reduce((sum, field) => sum + [...field.value].length, 0);
    output.textContent = `${total.toLocaleString("en-GB")} of ${limit.toLocaleString("en-GB")} characters`;
    output.toggleAttribute("data-over", total > limit);
    // Read out only where it matters.
    output.setAttribute("aria-live", total > limit * 0.9 ? "polite" : "off");
  };

  const start = () => {
    if (!byId("brief-form")) return;
    readPicks();
    count();
    document.querySelector("#brief-form [data-focus]")?.focus();
  };

  document.addEventListener("input", (event) => {
    if (!event.target.closest("#brief-form")) return;
    if (event.target.id === "id_title") isTaken = false;
    if (event.target.matches("textarea")) readPicks();
    count();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("#offers .chip input")) writePick(event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id === "id_title") moveInOptions(event);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.id === "id_title") setTimeout(closeOptions, 150);
  });
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("#title-options")) event.preventDefault(); // the caret stays in the title
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest("#title-options [role=option]");
    if (option) takeOption(option);
    if (event.target.closest("[data-pick-all]")) pickAll(event.target.closest("[data-target]"));
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    if (target.id === "questions") keepAnswers(target, fragment.querySelector("#questions") ?? fragment);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "title-suggestions" && isTaken) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "title-suggestions") announceOptions();
    if (event.detail.target.id === "offers") readPicks();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt.id === "brief-form") start();
  });
  document.addEventListener("DOMContentLoaded", start);
})();
