export { bodySchema, type BodyInput, type BodyOperation, type JsonSchema } from './body-schema.js';
export { NovaPostBodyPipe } from './nova-post-body.pipe.js';
export { bodyReference, withBodySchemas } from './swagger.js';
