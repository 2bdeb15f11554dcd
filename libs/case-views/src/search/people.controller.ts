import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsFrom } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { CurrentReader, type Reader } from '../access/reader.js';
import { NAMED_IN } from '../names/directory-names.js';
import { KnownPeople } from './known-people.js';
import { FullNameForm, KnownPeopleView, PeopleFoundView, PeopleQuestion } from './people.dto.js';
import { PeopleSearch } from './people-search.js';

/** People by name. Questions come in the body: addresses are logged on the way, and a name is personal. */
@ApiTags('people')
@Controller('people')
export class PeopleController {
  constructor(
    private readonly people: PeopleSearch,
    private readonly known: KnownPeople,
  ) {}

  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('case-views', ...NAMED_IN)
  @Post('search')
  @HttpCode(200)
  @ApiOkResponse({ type: PeopleFoundView })
  search(@CurrentReader() reader: Reader, @Body() { name }: PeopleQuestion): Promise<PeopleFoundView> {
    return this.people.search(reader, name);
  }

  /** Before a person is registered: is she known, and if she may not be seen, whom to call. */
  @Policy('operator', 'structure-manager')
  @ReadsFrom('case-views', ...NAMED_IN)
  @Post('known')
  @HttpCode(200)
  @ApiOkResponse({ type: KnownPeopleView })
  ask(@CurrentReader() reader: Reader, @Body() form: FullNameForm): Promise<KnownPeopleView> {
    return this.known.find(reader, form);
  }
}
