import { BadRequestException, Injectable, type PipeTransform } from '@nestjs/common';

/** What `GET /divisions` of this gateway takes, under the API's own names; of each list, one. */
export interface DivisionsQuery {
  readonly countryCodes?: string | undefined;
  readonly textSearch?: string | undefined;
  readonly divisionCategories?: string | undefined;
  readonly limit: number;
  readonly page: number;
}

const NAMES = ['countryCodes', 'textSearch', 'divisionCategories', 'limit', 'page'];
export const CATEGORIES = ['PostBranch', 'Postomat', 'CargoBranch', 'PUDO'];

/** Reads the query and refuses it with every problem at once, by the name of the parameter. */
@Injectable()
export class DivisionsQueryPipe implements PipeTransform<Record<string, unknown>, DivisionsQuery> {
  transform(query: Record<string, unknown>): DivisionsQuery {
    const problems: string[] = [];
    for (const name of Object.keys(query)) {
      if (!NAMES.includes(name)) problems.push(`${name} is not a parameter; there are ${NAMES.join(', ')}`);
    }
    const text = (name: string): string | undefined => {
      const value = query[name];
      if (value === undefined || value === '') return undefined;
      if (typeof value === 'string') return value;
      problems.push(`${name} must be given once`);
      return undefined;
    };
    const wholeNumber = (name: string, fallback: number, max: number): number => {
      const given = text(name);
      if (given === undefined) return fallback;
      const value = Number(given);
      if (!/^\d+$/.test(given) || value < 1 || value > max) {
        problems.push(`${name} must be a whole number from 1 to ${max}`);
      }
      return value;
    };

    const countryCodes = text('countryCodes');
    if (countryCodes !== undefined && !/^[A-Z]{2}$/.test(countryCodes)) {
      problems.push('countryCodes must be two capital letters, such as PL');
    }
    const textSearch = text('textSearch');
    if (textSearch !== undefined && textSearch.length > 100) {
      problems.push('textSearch must not be longer than 100 characters');
    }
    const divisionCategories = text('divisionCategories');
    if (divisionCategories !== undefined && !CATEGORIES.includes(divisionCategories)) {
      problems.push(`divisionCategories must be one of ${CATEGORIES.join(', ')}`);
    }
    const limit = wholeNumber('limit', 15, 100);
    const page = wholeNumber('page', 1, 100_000);
    if (problems.length > 0) throw new BadRequestException(problems);
    return { countryCodes, textSearch, divisionCategories, limit, page };
  }
}
