import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { cityAppPage } from "./city-app.page.tsx";
import type { CodeApp } from "./code-app.ts";

/** Where the city issues the codes itself, people are led there, and no second kind of code comes into circulation. */
export function leaveToCity(app: CodeApp): void {
  app.use("/me/code/*", async (c, next) => {
    const { CITY_CODE_APP_URL: url } = c.env;
    if (url === "") return next();
    const isLook = c.req.method === "GET" && c.req.path !== "/me/code/fresh";
    return sendPage(c, cityAppPage(url), isLook ? 200 : 409);
  });
  app.use("/v1/console/printed-codes/*", async (c, next) => {
    if (c.env.CITY_CODE_APP_URL === "") return next();
    return refuse(409, "conflict", {
      zh: "离线码由“随申办”的窗口系统打印，这里不再打印。没有改动任何内容。",
      en: "The city's own system prints codes on paper; nothing is printed here. Nothing was changed.",
    });
  });
}
