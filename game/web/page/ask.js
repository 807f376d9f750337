// One question to the class that serves this page; nobody's answer is a status of 0, and why.
const PATIENCE = 40_000; // milliseconds; a question about how the class stands is held back for 25,000

export async function ask(method, path, token, body) {
  try {
    const answer = await fetch(path, {
      method,
      body: body || undefined,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      credentials: "omit",
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return [answer.status, await answer.text()];
  } catch (error) {
    return [0, error.message];
  }
}
