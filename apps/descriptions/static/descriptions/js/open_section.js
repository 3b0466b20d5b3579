// Opens a section for editing without asking the server: the page has brought its form along.
export const openSection = (section) => {
  const template = section.querySelector("template[data-editing]");
  if (!template) return section;
  window.htmx.swap(section, template.innerHTML, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
  return document.getElementById(section.id);
};
