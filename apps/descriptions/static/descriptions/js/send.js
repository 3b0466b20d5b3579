// Posts what a person decided, and tells them why it was refused.
import { post } from "./post.js";

const problemOf = async (answer) => {
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  return isJson ? (await answer.json()).error : "That did not work. Reload the page, then try again.";
};

/** Null once they have been told. */
export const send = async (address, fields) => {
  try {
    const answer = await post(address, fields);
    if (answer.ok) return answer;
    if (answer.status === 401) window.jd.askToSignIn(answer.headers.get("X-Sign-In"));
    else window.jd.showToast(await problemOf(answer));
  } catch {
    window.jd.showToast("No connection to the server. Your text is still here.");
  }
  return null;
};
