import type { Words } from "./words";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const YEAR = 365 * DAY;

/** The short time beside a comment: "3 t", "2 tim", "1w". It rounds down, as the site does. */
export function shortAge(postedAt: number, now: number, words: Words): string {
  const age = now - postedAt;
  if (age < MINUTE) return words.justNow;
  const [unit, word]: [number, string] =
    age < HOUR
      ? [MINUTE, words.minute]
      : age < DAY
        ? [HOUR, words.hour]
        : age < WEEK
          ? [DAY, words.day]
          : age < YEAR
            ? [WEEK, words.week]
            : [YEAR, words.year];
  // English stands alone in writing number and unit together.
  const gap = words.hour === "h" ? "" : " ";
  return `${Math.floor(age / unit)}${gap}${word}`;
}

/** The age as an accessible label says it: "for 3 t siden". */
export function spokenAge(postedAt: number, now: number, words: Words): string {
  const short = shortAge(postedAt, now, words);
  return short === words.justNow ? short.toLowerCase() : words.ago(short);
}

/** The date of a post; the year is left out while it is this year's. */
export function fullDate(postedAt: number, now: number, words: Words): string {
  const at = new Date(postedAt);
  const month = words.months[at.getMonth()] ?? "";
  const year = at.getFullYear() === new Date(now).getFullYear() ? null : at.getFullYear();
  const minutes = String(at.getMinutes()).padStart(2, "0");
  return words.date(at.getDate(), month, year, `${at.getHours()}${words.timeSeparator}${minutes}`);
}

/** The time in a post's head: short for a week, then the date. */
export function headTime(postedAt: number, now: number, words: Words): string {
  return now - postedAt < WEEK ? shortAge(postedAt, now, words) : fullDate(postedAt, now, words);
}
