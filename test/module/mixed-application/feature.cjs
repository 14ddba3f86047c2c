/** A part in CommonJS. Decorators are called as compiled TypeScript does. */
require('reflect-metadata');
const { Inject, Injectable, Module } = require('@nestjs/common');
const { NovaPostClient, NovaPostNotFoundError, isNovaPostError } = require('nestjs-nova-post');

class Feature {
  constructor(client) {
    this.client = client;
  }

  async describeError() {
    const error = await this.client.shipments.get('59000000404404').catch((reason) => reason);
    return {
      isNovaPostError: isNovaPostError(error),
      isNotFound: error instanceof NovaPostNotFoundError,
      name: error.constructor.name,
    };
  }
}
Injectable()(Feature);
Inject(NovaPostClient)(Feature, undefined, 0);

class FeatureModule {}
Module({ providers: [Feature], exports: [Feature] })(FeatureModule);

module.exports = { Feature, FeatureModule };
