import { type Bilingual, type ImportClass, type Organisation, type Site } from '#contracts';
import { digestText } from '#platform';
import { provinceName, usualLanguage } from '#words';
import { letters } from './folded.js';

/** What an import knows of the directory beside its organisations: the classes and sites that rows name. */
export type KnownSite = Pick<Site, 'id' | 'name' | 'provinceCode'>;

export const mostNewClasses = 50;
export const mostNewSites = 1000;

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** An id that follows from what people write; what an id can't hold goes by a digest of it. */
const idFrom = (prefix: string, text: string, most = 50): string => {
  const plain = text.trim().toLowerCase();
  return slug.test(plain) && plain.length <= most ? `${prefix}-${plain}` : `${prefix}-${digestText(letters(text), 16)}`;
};

/** The id of a new organisation: by its code in the office's own list, else by class, province and name. */
export const newOrganisationId = ({
  code,
  class: organisationClass,
  provinceCode,
  name,
}: Pick<Organisation, 'code' | 'class' | 'provinceCode'> & { readonly name: string }): string =>
  code === undefined
    ? `office-${digestText(`${organisationClass}\n${provinceCode}\n${letters(name)}`, 16)}`
    : idFrom('office', code);

/** Classes by id and by name; one that nobody knows is noted as new, once. */
export class Classes {
  readonly #byText = new Map<string, ImportClass>();
  readonly #new = new Map<string, ImportClass>();
  readonly #used = new Map<string, ImportClass>();

  constructor(known: readonly ImportClass[]) {
    for (const each of [...known].reverse()) {
      this.#byText.set(each.class, each);
      for (const name of Object.values(each.name)) this.#byText.set(letters(name), each);
    }
  }

  known(text: string): ImportClass | undefined {
    return this.#byText.get(text.trim()) ?? this.#byText.get(letters(text));
  }

  /** What one is called by whoever is asked first. */
  nameOf(id: string): Bilingual | undefined {
    const found = this.#byText.get(id);
    return found?.class === id ? found.name : undefined;
  }

  /** Undefined where a file names more that nobody knows than a list can mean: another column was meant. */
  named(text: string): ImportClass | undefined {
    const known = this.known(text);
    if (known !== undefined || this.#new.size >= mostNewClasses) return known;
    const made = { class: idFrom('class', text), name: { th: text.trim() } };
    this.#byText.set(letters(text), made).set(made.class, made);
    this.#new.set(made.class, made);
    return made;
  }

  /** One that people named for this import: what is known by its id or by its name, else a new one. */
  add(each: ImportClass): ImportClass {
    const known = this.#byText.get(each.class) ?? this.known(each.name.th);
    if (known !== undefined) return known;
    this.#byText.set(each.class, each).set(letters(each.name.th), each);
    this.#new.set(each.class, each);
    return each;
  }

  /** Notes that an office of the file is of this class. */
  use(id: string | undefined): void {
    const used = id === undefined ? undefined : this.#byText.get(id);
    if (used !== undefined && used.class === id) this.#used.set(used.class, used);
  }

  get used(): ImportClass[] {
    return [...this.#used.values()].map(({ class: id, name }) => ({ class: id, name }));
  }

  get made(): ImportClass[] {
    return [...this.#new.values()];
  }
}

const hallOf = (provinceCode: string): Bilingual => {
  const [th, en] = [provinceName(provinceCode, 'th'), provinceName(provinceCode, 'en')];
  return provinceCode === 'TH-10'
    ? { th: 'ศาลาว่าการกรุงเทพมหานคร', en: 'Bangkok City Hall' }
    : { th: `ศาลากลางจังหวัด${th}`, en: `${en} Provincial Hall` };
};

/** Sites by id and by name within a province; the province's hall where a row names none. */
export class Sites {
  readonly #byId = new Map<string, KnownSite>();
  readonly #new = new Map<string, KnownSite>();

  constructor(known: readonly KnownSite[]) {
    for (const each of known) this.#byId.set(each.id, each);
  }

  get(id: string): KnownSite | undefined {
    return this.#byId.get(id);
  }

  known(text: string, provinceCode: string): KnownSite | undefined {
    const plain = letters(text);
    return (
      this.#byId.get(text.trim())
      ?? this.#of(provinceCode).find(({ name }) => Object.values(name).some((each) => letters(each) === plain))
    );
  }

  /** Undefined where a file names too many that nobody knows. */
  named(text: string, provinceCode: string): KnownSite | undefined {
    const plain = letters(text);
    const known = this.known(text, provinceCode);
    if (known !== undefined || this.#new.size >= mostNewSites) return known;
    const id = letters(hallOf(provinceCode).th) === plain ? provinceCode.toLowerCase() : undefined;
    return this.#make({
      id: id ?? `site-${digestText(`${provinceCode}\n${plain}`, 16)}`,
      name: { th: text.trim() },
      provinceCode,
    });
  }

  of(provinceCode: string): KnownSite {
    const own = provinceCode.toLowerCase();
    const there = this.#of(provinceCode).sort((one, other) => (one.id < other.id ? -1 : 1));
    return (
      there.find(({ id }) => id === own)
      ?? there[0]
      ?? this.#make({ id: own, name: hallOf(provinceCode), provinceCode })
    );
  }

  /** A site as it is kept when the import is. */
  static whole(site: KnownSite): Site {
    return { ...site, language: usualLanguage };
  }

  get made(): KnownSite[] {
    return [...this.#new.values()];
  }

  #of(provinceCode: string): KnownSite[] {
    return [...this.#byId.values()].filter((each) => each.provinceCode === provinceCode);
  }

  #make(site: KnownSite): KnownSite {
    this.#byId.set(site.id, site);
    this.#new.set(site.id, site);
    return site;
  }
}
