// The full reading of a post in the core against the usual JavaScript parts
// (language, mood, telephones), in the same page and run: how many posts in a
// second each reads. Fails where the core is less than 20 times as fast.

import { measureCore } from "./core";
import { judge, round } from "./page";

const AT_LEAST = 20;

const SCRIPT = `
  import { franc } from "franc";
  import Sentiment from "sentiment";
  import { findPhoneNumbersInText } from "libphonenumber-js";
  const sentiment = new Sentiment();
  const COUNTRIES = ["DK", "NO", "SE", "GB"];
  const POSTS = [
    "Nettet har været nede i Hjørring siden mandag, og jeg har nu ringet tre gange uden at få fat i nogen. I lovede at vende tilbage i går! Ring til mig på 22 33 44 55, ellers siger jeg op og finder et andet selskab.",
    "Hei! Fakturaen for mars er på 1 299 kr, men jeg avtalte 499 kr i måneden da jeg bestilte. Har sendt to mailer uten svar. Kundenummeret mitt er 5566778, kan noen hos dere se på dette før forfall på fredag? Mvh Kari",
    "Har väntat på mitt paket i två veckor nu och er kundtjänst svarar aldrig. Spårningen visar samma sak varje dag. Hur svårt kan det vara att leverera till Storgatan 14? Jag vill ha pengarna tillbaka, helst i dag!!!",
    "Still no signal in Leeds since Tuesday and nobody answers the phone. I have been a customer for twelve years and this is how you treat people? Please call me back on 07700 900123 or I will take my business elsewhere.",
  ];
  let found = 0;
  const parts = (post, at) => {
    found += franc(post).length + sentiment.analyze(post).score;
    found += findPhoneNumbersInText(post, { defaultCountry: COUNTRIES[at], v2: true }).length;
  };
  const whole = (post) => { found += core.read_post(post); };
  // Posts in a second, the best of some runs; rounds until a run takes long enough.
  const speed = (read) => {
    let best = 0;
    for (let rounds = 1, runs = 0; runs < 5; ) {
      const started = performance.now();
      for (let round = 0; round < rounds; round += 1) POSTS.forEach(read);
      const took = performance.now() - started;
      if (took < 200) { rounds *= 2; continue; }
      best = Math.max(best, (rounds * POSTS.length * 1000) / took);
      runs += 1;
    }
    return best;
  };
  globalThis.measure = (files) => {
    start(files);
    return { core: speed(whole), parts: speed(parts), found };
  };
`;

const { core, parts } = (await measureCore(SCRIPT)) as { core: number; parts: number };
console.log(`chromium: the core ${round(core)} posts in a second, the JavaScript parts ${round(parts)}`);
judge("time of the core / of the parts", parts / core, 1 / AT_LEAST);
