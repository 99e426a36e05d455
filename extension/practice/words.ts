/** The page's own words in one language. */
export interface Words {
  justNow: string;
  minute: string;
  hour: string;
  day: string;
  week: string;
  year: string;
  months: string[];
  /** A full date, as in "30. maj 2025 kl. 11.02". */
  date(day: number, month: string, year: number | null, time: string): string;
  timeSeparator: string;
  /** How long ago, in whole words, for the labels that screen readers read. */
  ago(short: string): string;
  commentBy(name: string, ago: string): string;
  replyBy(name: string, to: string, ago: string): string;
  author: string;
  aboutBadges: string;
  like: string;
  comment: string;
  share: string;
  reply: string;
  send: string;
  seeMore: string;
  moreComments: string;
  mostRelevant: string;
  allComments: string;
  commentAs: string;
  replyTo(name: string): string;
  comments(count: number): string;
  reactions(count: number): string;
  posts: string;
  photos: string;
  photoCaption: string;
}

/** The languages the page can be shown in. */
export type Ui = "da" | "nb" | "nn" | "sv" | "en";

/** The language named by `?ui=`, or Danish. */
export function uiFrom(name: string | null): Ui {
  return name !== null && Object.hasOwn(WORDS, name) ? (name as Ui) : "da";
}

export const WORDS: Record<Ui, Words> = {
  da: {
    justNow: "Lige nu",
    minute: "min.",
    hour: "t",
    day: "d",
    week: "u",
    year: "år",
    months: [
      "januar",
      "februar",
      "marts",
      "april",
      "maj",
      "juni",
      "juli",
      "august",
      "september",
      "oktober",
      "november",
      "december",
    ],
    date: (day, month, year, time) => `${day}. ${month}${year === null ? "" : ` ${year}`} kl. ${time}`,
    timeSeparator: ".",
    ago: (short) => `for ${short} siden`,
    commentBy: (name, ago) => `Kommentar fra ${name} ${ago}`,
    replyBy: (name, to, ago) => `Svar fra ${name} på ${to}s kommentar ${ago}`,
    author: "Forfatter",
    aboutBadges: "Se oplysninger om identitetsbadges",
    like: "Synes godt om",
    comment: "Kommenter",
    share: "Del",
    reply: "Svar",
    send: "Send",
    seeMore: "Se mere",
    moreComments: "Vis flere kommentarer",
    mostRelevant: "Mest relevante",
    allComments: "Alle kommentarer",
    commentAs: "Kommenter som",
    replyTo: (name) => `Svar ${name}`,
    comments: (count) => (count === 1 ? "1 kommentar" : `${count} kommentarer`),
    reactions: (count) => `Synes godt om: ${count} personer`,
    posts: "Opslag",
    photos: "Fotos",
    photoCaption: "Nyt coverbillede",
  },
  nb: {
    justNow: "Akkurat nå",
    minute: "min",
    hour: "t",
    day: "d",
    week: "u",
    year: "år",
    months: [
      "januar",
      "februar",
      "mars",
      "april",
      "mai",
      "juni",
      "juli",
      "august",
      "september",
      "oktober",
      "november",
      "desember",
    ],
    date: (day, month, year, time) => `${day}. ${month}${year === null ? "" : ` ${year}`} kl. ${time}`,
    timeSeparator: ":",
    ago: (short) => `for ${short} siden`,
    commentBy: (name, ago) => `Kommentar fra ${name} ${ago}`,
    replyBy: (name, to, ago) => `Svar fra ${name} på ${to} sin kommentar ${ago}`,
    author: "Forfatter",
    aboutBadges: "Se informasjon om identitetsmerker",
    like: "Liker",
    comment: "Kommenter",
    share: "Del",
    reply: "Svar",
    send: "Send",
    seeMore: "Se mer",
    moreComments: "Vis flere kommentarer",
    mostRelevant: "Mest relevante",
    allComments: "Alle kommentarer",
    commentAs: "Kommenter som",
    replyTo: (name) => `Svar ${name}`,
    comments: (count) => (count === 1 ? "1 kommentar" : `${count} kommentarer`),
    reactions: (count) => `Liker: ${count} personer`,
    posts: "Innlegg",
    photos: "Bilder",
    photoCaption: "Nytt forsidebilde",
  },
  nn: {
    justNow: "Akkurat no",
    minute: "min",
    hour: "t",
    day: "d",
    week: "v",
    year: "år",
    months: [
      "januar",
      "februar",
      "mars",
      "april",
      "mai",
      "juni",
      "juli",
      "august",
      "september",
      "oktober",
      "november",
      "desember",
    ],
    date: (day, month, year, time) => `${day}. ${month}${year === null ? "" : ` ${year}`} kl. ${time}`,
    timeSeparator: ":",
    ago: (short) => `for ${short} sidan`,
    commentBy: (name, ago) => `Kommentar frå ${name} ${ago}`,
    replyBy: (name, to, ago) => `Svar frå ${name} på ${to} sin kommentar ${ago}`,
    author: "Forfattar",
    aboutBadges: "Sjå informasjon om identitetsmerke",
    like: "Liker",
    comment: "Kommenter",
    share: "Del",
    reply: "Svar",
    send: "Send",
    seeMore: "Sjå meir",
    moreComments: "Vis fleire kommentarar",
    mostRelevant: "Mest relevante",
    allComments: "Alle kommentarar",
    commentAs: "Kommenter som",
    replyTo: (name) => `Svar ${name}`,
    comments: (count) => (count === 1 ? "1 kommentar" : `${count} kommentarar`),
    reactions: (count) => `Liker: ${count} personar`,
    posts: "Innlegg",
    photos: "Bilete",
    photoCaption: "Nytt framsidebilete",
  },
  sv: {
    justNow: "Just nu",
    minute: "min",
    hour: "tim",
    day: "d",
    week: "v",
    year: "år",
    months: [
      "januari",
      "februari",
      "mars",
      "april",
      "maj",
      "juni",
      "juli",
      "augusti",
      "september",
      "oktober",
      "november",
      "december",
    ],
    date: (day, month, year, time) => `${day} ${month}${year === null ? "" : ` ${year}`} kl. ${time}`,
    timeSeparator: ":",
    ago: (short) => `för ${short} sedan`,
    commentBy: (name, ago) => `Kommentar från ${name} ${ago}`,
    replyBy: (name, to, ago) => `Svar från ${name} på ${to}s kommentar ${ago}`,
    author: "Författare",
    aboutBadges: "Visa information om identitetsmärken",
    like: "Gilla",
    comment: "Kommentera",
    share: "Dela",
    reply: "Svara",
    send: "Skicka",
    seeMore: "Visa mer",
    moreComments: "Visa fler kommentarer",
    mostRelevant: "Mest relevanta",
    allComments: "Alla kommentarer",
    commentAs: "Kommentera som",
    replyTo: (name) => `Svara ${name}`,
    comments: (count) => (count === 1 ? "1 kommentar" : `${count} kommentarer`),
    reactions: (count) => `Gilla: ${count} personer`,
    posts: "Inlägg",
    photos: "Foton",
    photoCaption: "Ny omslagsbild",
  },
  en: {
    justNow: "Just now",
    minute: "m",
    hour: "h",
    day: "d",
    week: "w",
    year: "y",
    months: [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December",
    ],
    date: (day, month, year, time) => `${day} ${month}${year === null ? "" : ` ${year}`} at ${time}`,
    timeSeparator: ":",
    ago: (short) => `${short} ago`,
    commentBy: (name, ago) => `Comment by ${name} ${ago}`,
    replyBy: (name, to, ago) => `Reply by ${name} to ${to}'s comment ${ago}`,
    author: "Author",
    aboutBadges: "View information about identity badges",
    like: "Like",
    comment: "Comment",
    share: "Share",
    reply: "Reply",
    send: "Send",
    seeMore: "See more",
    moreComments: "View more comments",
    mostRelevant: "Most relevant",
    allComments: "All comments",
    commentAs: "Comment as",
    replyTo: (name) => `Reply to ${name}`,
    comments: (count) => (count === 1 ? "1 comment" : `${count} comments`),
    reactions: (count) => `Like: ${count} people`,
    posts: "Posts",
    photos: "Photos",
    photoCaption: "New cover photo",
  },
};
