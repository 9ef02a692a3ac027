import { type Bilingual, type ImportClass, type Organisation, type Site } from '#contracts';
import { digestText } from '#platform';
import { provinceName, usualLanguage } from '#words';
import { letters } from './folded.js';
import { codeKey } from './office-codes.js';

/** What an import knows of the directory beside its organisations: the classes and sites that rows name. */
export type KnownSite = Pick<Site, 'id' | 'name' | 'provinceCode'>;

export const mostNewClasses = 50;
export const mostNewSites = 1000;

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const longestPlain = 50;
/** An id that follows from what people write; what an id can't hold goes by a digest of it. */
const idFrom = (prefix: string, plain: string, meant: string): string =>
  slug.test(plain) && plain.length <= longestPlain ? `${prefix}-${plain}` : `${prefix}-${digestText(meant, 16)}`;

/** The id of a new organisation: by its code in the office's own list, else by class, province and name. */
export const newOrganisationId = ({
  code,
  class: organisationClass,
  provinceCode,
  name,
}: Pick<Organisation, 'code' | 'class' | 'provinceCode'> & { readonly name: string }): string =>
  code === undefined
    ? `office-${digestText(`${organisationClass}\n${provinceCode}\n${letters(name)}`, 16)}`
    : idFrom('office', codeKey(code), codeKey(code));

/** Classes by id and by name; one that nobody knows is noted as new, once. */
export class Classes {
  readonly #byText = new Map<string, ImportClass>();
  readonly #new = new Map<string, ImportClass>();
  readonly #used = new Map<string, ImportClass>();
  readonly #kept = new Set<string>();

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
    const made = { class: idFrom('class', text.trim().toLowerCase(), letters(text)), name: { th: text.trim() } };
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

  /** Notes that an office of the file is of this class, and whether it is one that is kept. */
  use(id: string | undefined, kept: boolean): void {
    const used = id === undefined ? undefined : this.#byText.get(id);
    if (used === undefined || used.class !== id) return;
    this.#used.set(used.class, used);
    if (kept) this.#kept.add(used.class);
  }

  get used(): ImportClass[] {
    return [...this.#used.values()].map(({ class: id, name }) => ({ class: id, name }));
  }

  /** New ones of offices that are kept: what an invalid row names is none. */
  get made(): ImportClass[] {
    return [...this.#new.values()].filter((each) => this.#kept.has(each.class));
  }
}

const hallOf = (provinceCode: string): Bilingual => {
  const [th, en] = [provinceName(provinceCode, 'th'), provinceName(provinceCode, 'en')];
  return provinceCode === 'TH-10'
    ? { th: 'ศาลาว่าการกรุงเทพมหานคร', en: 'Bangkok City Hall' }
    : { th: `ศาลากลางจังหวัด${th}`, en: `${en} Provincial Hall` };
};

type OfProvince = { readonly byName: Map<string, KnownSite>; usual: KnownSite | undefined };

/** Sites by id and by name within a province; the province's hall where a row names none. */
export class Sites {
  readonly #byId = new Map<string, KnownSite>();
  readonly #provinces = new Map<string, OfProvince>();
  readonly #new = new Map<string, KnownSite>();
  readonly #kept = new Set<string>();

  constructor(known: readonly KnownSite[]) {
    for (const each of known) this.#add(each);
  }

  get(id: string): KnownSite | undefined {
    return this.#byId.get(id);
  }

  known(text: string, provinceCode: string): KnownSite | undefined {
    return this.#byId.get(text.trim()) ?? this.#provinces.get(provinceCode)?.byName.get(letters(text));
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
    const usual = this.#provinces.get(provinceCode)?.usual;
    return usual ?? this.#make({ id: provinceCode.toLowerCase(), name: hallOf(provinceCode), provinceCode });
  }

  /** A site as it is kept when the import is. */
  static whole(site: KnownSite): Site {
    return { ...site, language: usualLanguage };
  }

  /** Notes that an office that is kept goes there. */
  use(id: string | undefined): void {
    if (id !== undefined) this.#kept.add(id);
  }

  /** New ones of offices that are kept. */
  get made(): KnownSite[] {
    return [...this.#new.values()].filter(({ id }) => this.#kept.has(id));
  }

  #make(site: KnownSite): KnownSite {
    this.#new.set(site.id, site);
    return this.#add(site);
  }

  /** The hall of a province is the site with its code for an id, else the first by id; of two with one name the first counts. */
  #add(site: KnownSite): KnownSite {
    this.#byId.set(site.id, site);
    const own = site.provinceCode.toLowerCase();
    const there = this.#provinces.get(site.provinceCode) ?? { byName: new Map<string, KnownSite>(), usual: undefined };
    for (const name of Object.values(site.name)) {
      const plain = letters(name);
      if (!there.byName.has(plain)) there.byName.set(plain, site);
    }
    const { usual } = there;
    if (usual === undefined || site.id === own || (usual.id !== own && site.id < usual.id)) there.usual = site;
    this.#provinces.set(site.provinceCode, there);
    return site;
  }
}
