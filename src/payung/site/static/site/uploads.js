// Files in parts: what a thin network breaks off goes on where it stopped. Without this script
// the same forms send the file at once.
"use strict";
(() => {
  const SMALLEST = 32 * 1024, LARGEST = 512 * 1024, SIDE = 2400, SMALL = 600 * 1024;
  const TRIES = 60;
  const pause = (seconds) => new Promise((done) => {
    const timer = setTimeout(done, seconds * 1000);
    addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
  });

  async function sha256(bytes) {
    if (!globalThis.crypto || !crypto.subtle) return "";
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // A photograph is made small enough for paper before it is sent.
  async function smaller(file) {
    if (!file.type.startsWith("image/") || file.size < SMALL || !globalThis.createImageBitmap) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
      return made && made.size < file.size ? new File([made], file.name, { type: "image/jpeg" }) : file;
    } catch (error) {
      return file; // the office's own check says what is wrong with it
    }
  }

  class Refused extends Error {}

  async function ask(address, options, token) {
    const headers = { "X-CSRFToken": token, ...(options.headers || {}) };
    const answer = await fetch(address, { credentials: "same-origin", ...options, headers });
    const told = await answer.json().catch(() => ({}));
    if (answer.ok || answer.status === 409) return told;
    if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
    throw new Refused(told.refused || "");
  }

  async function send(form, file, show) {
    const words = form.dataset, fields = new FormData(form), token = fields.get("csrfmiddlewaretoken");
    const small = await smaller(file), whole = new Uint8Array(await small.arrayBuffer());
    const start = new URLSearchParams({
      document: fields.get("document"), person_name: fields.get("person_name"),
      name: small.name, size: String(whole.length), sha256: await sha256(whole),
    });
    let at = null, size = 4 * SMALLEST, tries = 0;
    for (;;) {
      try {
        if (at === null) {
          at = await ask(words.upload, { method: "POST", body: start }, token);
        } else if (at.received >= whole.length) {
          show(100, words.checking);
          const done = await ask(`${words.upload}${at.token}/selesai/`, { method: "POST" }, token);
          if (done.refused) { if (done.received === 0) throw new Refused(done.refused); at.received = done.received; } else return;
        } else {
          const part = whole.slice(at.received, at.received + size), began = Date.now();
          const headers = { "X-Offset": String(at.received), "X-Part-SHA256": await sha256(part), "Content-Type": "application/octet-stream" };
          const told = await ask(`${words.upload}${at.token}/`, { method: "POST", body: part, headers }, token);
          at.received = told.received;
          size = Date.now() - began < 2000 ? Math.min(LARGEST, size * 2) : Math.max(SMALLEST, size / 2);
        }
        tries = 0;
        if (at.received < whole.length) {
          const share = Math.floor(100 * at.received / whole.length);
          show(share, `${words.sending} ${share}%`);
        }
      } catch (error) {
        if (error instanceof Refused || ++tries > TRIES) throw error;
        show(null, words.waiting);
        size = SMALLEST;
        await pause(Math.min(20, tries * 2));
      }
    }
  }

  for (const form of document.querySelectorAll("form[data-upload]")) {
    form.addEventListener("submit", async (event) => {
      const file = form.elements.file.files[0];
      if (!file || !globalThis.fetch) return;
      event.preventDefault();
      const bar = form.querySelector("progress"), status = form.querySelector("[role=status]");
      const button = form.querySelector("button");
      const show = (share, text) => {
        bar.classList.remove("hidden");
        if (share !== null) bar.value = share;
        if (status.textContent !== text) status.textContent = text;
      };
      button.disabled = true;
      show(0, form.dataset.sending);
      try {
        await send(form, file, show);
        location.reload();
      } catch (error) {
        bar.classList.add("hidden");
        status.textContent = error.message && error instanceof Refused ? error.message : form.dataset.lost;
        button.disabled = false;
      }
    });
  }
})();
