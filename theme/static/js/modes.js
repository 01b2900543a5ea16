// 读者上次选的字号、关怀版、对比：在画出页面之前就用上，页面不闪。选择只存在读者自己的浏览器里。
(() => {
  const known = { size: ["large", "larger"], care: ["on"], contrast: ["high"] };
  const root = document.documentElement;
  const apply = () => {
    for (const [name, values] of Object.entries(known)) {
      let value = "";
      try {
        value = localStorage.getItem(name) ?? "";
      } catch {
        return; // 浏览器不让存：照标准的样子
      }
      if (values.includes(value)) root.dataset[name] = value;
      else delete root.dataset[name];
    }
  };
  apply();
  addEventListener("pageshow", (event) => event.persisted && apply());
  addEventListener("storage", apply);
})();
