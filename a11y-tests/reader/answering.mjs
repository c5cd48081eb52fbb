// Answers the questions of a page by what is heard. In: an ear, answers by the words of the questions. Out: the button that goes on, pressed.

/** `answers`: question → answer; for a group of inputs → { label: answer }. */
export async function answerByEar(ear, answers) {
  await ear.start();
  let group = "";
  const done = new Set();
  for (;;) {
    const phrase = await ear.until((phrase) => /^(radiogroup|group|radio|checkbox|textbox|combobox|option|button), |^end of (radiogroup|group|combobox)/.test(phrase));
    const [, role, rest] = /^(\w+), (.*)$/.exec(phrase) ?? [];
    if (!role || /^end of/.test(phrase)) {
      group = "";
    } else if (role === "radiogroup" || role === "group") {
      group = rest;
    } else if (role === "radio") {
      const question = within(group, answers);
      if (question && rest.startsWith(`${answers[question]}, `) && !done.has(question)) {
        done.add(question);
        await ear.act();
      }
    } else if (role === "checkbox") {
      if (answers[within(rest, answers)] === true && /not checked/.test(phrase)) await ear.act();
    } else if (role === "textbox") {
      const inGroup = answers[within(group, answers)] ?? {};
      const answer = inGroup[within(rest, inGroup)] ?? answers[within(rest, answers)];
      if (typeof answer === "string" && !done.has(group + rest)) {
        done.add(group + rest);
        await ear.type(answer);
      }
    } else if (role === "combobox") {
      const question = within(rest, answers);
      if (!question || done.has(question)) continue;
      done.add(question);
      // Into the list first, so that focus is there; then through the options as they are read.
      await ear.act();
      const position = Number(/position (\d+)/.exec(await ear.until((phrase) => phrase.startsWith(`option, ${answers[question]}`)))[1]);
      await ear.press("ArrowDown", position - 1);
    } else if (phrase === "button, Weiter") {
      await ear.act();
      return;
    }
  }
}

/** The question that a phrase is about: what is said begins with its words. */
function within(said, answers) {
  return Object.keys(answers).find((question) => said === question || said.startsWith(`${question},`) || said.startsWith(`${question} (freiwillig)`) || said.startsWith(`${question}(freiwillig)`));
}
