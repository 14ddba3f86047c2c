import { BadRequestException, Injectable, type PipeTransform } from '@nestjs/common';

/** For `ApiParam`. */
export const NUMBER_PARAM = { name: 'number', example: 'SHPL6145000001' };

@Injectable()
export class ShipmentNumberPipe implements PipeTransform<string, string> {
  transform(number: string): string {
    if (/^[A-Z0-9][A-Z0-9-]{7,39}$/.test(number)) return number;
    throw new BadRequestException(
      'number must be a shipment number of 8 to 40 capital letters, digits and hyphens, such as SHPL6145000001.',
    );
  }
}
