// Generated from openapi.yaml by `npm run generate`. Do not edit.
export interface paths {
    "/test-api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make or renew a sandbox key by phone. */
        post: operations["createTestApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clients/authorization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Trade the API key for a JWT. */
        get: operations["getClientsAuthorization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/divisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List branches, lockers and partner points. */
        get: operations["getDivisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/divisions/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Manifest of the offline division directory.
         * @description No key. The linked files are gzipped JSON: an object with items, or a bare array in some client code; their rows differ from Division (region and parent beside settlement). The same manifest is on the CDN as versions.json.
         */
        get: operations["getDivisionVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search settlements. */
        get: operations["getSettlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/streets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search streets of a settlement. */
        get: operations["getStreets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dictionary/settlements/prohibited-issuance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Links to offline lists of Ukrainian settlements without delivery.
         * @description The portal writes the host as api.novapost.pl and a Bearer header for this one call.
         */
        get: operations["getProhibitedIssuanceSettlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dictionary/measurements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List units of measure. */
        get: operations["getMeasurements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dictionary/currencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List currencies. */
        get: operations["getCurrencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dictionary/classifier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search commodity codes.
         * @description The SDK treats country-code and keyword as required.
         */
        get: operations["getCargoClassifiers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dictionary/customs-fees/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a Ukrainian sender may pay duties for a country. */
        get: operations["getCustomsFees"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exchange-rates/conversion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Convert a sum into other currencies. */
        post: operations["convertExchangeRates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List own waybills.
         * @description The portal also lists three newer filters (in registry, registry number, sender division) whose key names we could not see.
         */
        get: operations["getShipments"];
        put?: never;
        /** Create a waybill. */
        post: operations["createShipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/light-return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a return for a delivered shipment. */
        post: operations["createLightReturnShipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/international/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Verification state of shipments from Ukraine to the world. */
        get: operations["getInternationalShipmentStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/calculations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Quote a delivery. */
        post: operations["calculateShipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check an address through Google. */
        post: operations["verifyShipmentPlace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace a waybill. */
        put: operations["updateShipment"];
        post?: never;
        /** Delete a waybill. */
        delete: operations["deleteShipment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Attach a file as base64. */
        post: operations["uploadShipmentFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/print": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Label, customs form or invoice as PDF. */
        get: operations["printShipments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/tracking/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Status history only. */
        get: operations["getTrackingHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/tracking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Full tracking. */
        get: operations["getTracking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/{shipmentNumber}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List signature and proof files. */
        get: operations["getShipmentAttachments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/{shipmentNumber}/attachments/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download one file. */
        get: operations["downloadShipmentAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List registries. */
        get: operations["getRegistries"];
        put?: never;
        /** Create a registry. */
        post: operations["createRegistry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/{id}/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add shipments. */
        post: operations["addRegistryShipments"];
        /** Remove shipments; JSON body on DELETE. */
        delete: operations["removeRegistryShipments"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/{id}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rename. */
        put: operations["renameRegistry"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete. */
        delete: operations["deleteRegistry"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pickups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List pickups. */
        get: operations["getPickups"];
        put?: never;
        /** Create a draft courier pickup. */
        post: operations["createPickup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pickups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a pickup. */
        put: operations["updatePickup"];
        post?: never;
        /** Delete a pickup. */
        delete: operations["deletePickup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pickups/{id}/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add shipments. */
        post: operations["addPickupShipments"];
        /** Remove shipments; JSON body on DELETE. */
        delete: operations["removePickupShipments"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pickups/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Finalise a pickup. */
        put: operations["updatePickupStatus"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/time-intervals/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Courier hours by weekday. */
        post: operations["findTimeIntervals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tracking-push/subscribers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List subscriptions. */
        get: operations["getSubscribers"];
        put?: never;
        /**
         * Create a webhook subscription.
         * @description The reference lists the fields as query parameters; the official SDK and clients send them as a JSON body. Send the body; an emulator should take either.
         */
        post: operations["createSubscriber"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tracking-push/subscribers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a subscription. */
        put: operations["updateSubscriber"];
        post?: never;
        /** Delete a subscription. */
        delete: operations["deleteSubscriber"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tracking-push/subscribers/{id}/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add numbers; type numbers only. */
        post: operations["addNumbersToSubscriber"];
        /** Remove numbers; JSON body on DELETE. */
        delete: operations["deleteNumbersToSubscriber"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tracking-push/subscribers/test-webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test call; needs an active subscription. */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fulfillment/{countrycode}/goods/{objectId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change goods card fields. */
        patch: operations["updateFulfillmentGoods"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Page counters that sit beside items in list answers. from/to are absent on registry, pickup and subscriber lists. */
        PageMeta: {
            /** @description Page returned. */
            current_page: number;
            /** @description Number of the last page. */
            last_page: number;
            /** @description Page size in force. */
            per_page: number;
            /** @description Rows that match the filter. */
            total: number;
            /** @description Index of the first row; null in every directory sample. */
            from?: number | null;
            /** @description Index of the last row; null in every directory sample. */
            to?: number | null;
        };
        /**
         * @description Usual failure body.
         * @example {
         *       "errors": {
         *         "errorMessage": "Invalid token"
         *       }
         *     }
         */
        FieldErrors: {
            /** @description Field path (dot form, e.g. parcels.0.cargoCategory) or the literal errorMessage, mapped to a message or message key. */
            errors: {
                [key: string]: string;
            };
        };
        /** @description Body of 400 from the international status call. */
        MessageError: {
            /** @description Reason. */
            message: string;
        };
        /** @description Body of 422 from the customs-fee call and of 404 from the prohibited-issuance dictionary. */
        ErrorMessageError: {
            /** @description Reason. */
            ErrorMessage: string;
        };
        /** @description Body of 422 from the attachment calls. */
        PlainError: {
            /** @description Reason. */
            error: string;
        };
        /** @description Failure body of the test-key call. */
        TestApiKeyError: {
            /** @description Always false. */
            success: boolean;
            /** @description Reasons. */
            errors: string[];
        };
        /**
         * @description Who pays.
         * @enum {string}
         */
        PayerType: "Sender" | "Recipient" | "ThirdPerson";
        /** @description Payment state of a service or document; open list. */
        PaymentStatus: string;
        /** @description Integer in European data, UUID text in Ukrainian data, numeric text in some list answers. */
        EntityId: number | string;
        /** @description Numeric status code sent as text; treat as an open list. */
        TrackingStatusCode: string;
        /** @description Movement event name; treat as an open list. */
        TrackingEventName: string;
        TestApiKeyRequest: {
            /**
             * @description Digits only, country prefix first, no plus sign; Ukrainian numbers are refused.
             * @example 498213437654
             */
            phone: string;
        };
        TestApiKeyResponse: {
            /** @description Sandbox key. */
            apiKey: string;
            /**
             * Format: date-time
             * @description Creation moment.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description End of validity, one year after issue or renewal.
             */
            expDate: string;
            /**
             * @description Key state.
             * @enum {string}
             */
            status: "Active" | "Expired";
        };
        AuthorizationResponse: {
            /** @description Three-part JWT, good for one hour. */
            jwt: string;
        };
        /** @description Payload of the JWT. Not an HTTP body; here so an emulator can mint lookalikes. */
        JwtClaims: {
            /** @description Issuer; "np" in every sample. */
            iss: string;
            /** @description Issue time, Unix seconds. */
            iat: number;
            /** @description Expiry, Unix seconds; iat + 3600 in every sample. */
            exp: number;
            /** @description Client id (UUID); empty text in one sample. */
            cid?: string;
            /** @description Account reference (24 hex digits or UUID). */
            ref?: string;
            /** @description Origin marker; "api2" in a token made from a Ukrainian key. */
            src?: string;
            /** @description Opaque encrypted blob. */
            sub?: string;
            /** @description Opaque encrypted blob. */
            senderEDRPOU?: string;
        };
        RegionParent: {
            /** @description Id. */
            id: number;
            /** @description Name. */
            name: string;
        };
        Region: {
            /** @description District id. */
            id: number;
            /** @description District name. */
            name: string;
            parent?: components["schemas"]["RegionParent"];
        };
        SettlementRef: {
            /** @description Settlement id. */
            id: number;
            /** @description Name in the requested language. */
            name: string;
            region?: components["schemas"]["Region"];
        };
        WorkScheduleDay: {
            /** @description Lower-case English weekday. */
            day: string;
            /** @description Opening, HH:mm. */
            from: string;
            /** @description Closing, HH:mm. */
            to: string;
            /** @description Break start. */
            breakFrom?: string | null;
            /** @description Break end. */
            breakTo?: string | null;
        };
        DivisionSetting: {
            id?: number;
            divisionId?: number;
            /** Format: date-time */
            from?: string;
            /** Format: date-time */
            to?: string;
            name?: string;
            value?: string;
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            updatedAt?: string;
            /** Format: date-time */
            deletedAt?: string | null;
        };
        /** @description Branch, cargo branch, locker or partner point. */
        Division: {
            /** @description Division id; value for divisionId elsewhere. */
            id: number;
            /** @description Title. */
            name: string;
            /** @description Short title. */
            shortName?: string;
            /** @description Carrier-internal id. */
            externalId?: string;
            /** @description System the record came from; open list. */
            source?: string | null;
            /** @description ISO alpha-2. */
            countryCode: string;
            settlement?: components["schemas"]["SettlementRef"];
            /** @description One-line address. */
            address?: string;
            /** @description Address for display. */
            displayAddress?: string | null;
            /** @description Branch number; not unique in every country. Value for divisionNumber. */
            number?: string;
            /** @description Operating state. */
            status?: string;
            /** @description Internal flag. */
            customerServiceAvailable?: boolean;
            /** @description Kind of point. */
            divisionCategory?: string;
            paymentEnabledDelivery?: boolean;
            paymentEnabledPickup?: boolean;
            publicPhones?: string[];
            internalPhones?: unknown[];
            /** @description Name text in samples; the reference schema says integer. */
            responsiblePerson?: string | null;
            /** @description Internal; the reference schema says integer, client code shows an object. */
            partner?: unknown;
            /** @description Internal; the reference schema says integer, client code shows id and name. */
            ownerDivision?: unknown;
            latitude?: number | null;
            longitude?: number | null;
            /** @description Distance from the queried point. */
            distance?: number | null;
            longTermLocation?: boolean;
            /** @description Largest parcel weight sent from the point, g. */
            maxWeightPlaceSender?: number;
            /** @description Largest parcel length sent from the point, mm. */
            maxLengthPlaceSender?: number;
            /** @description Largest parcel width sent from the point, mm. */
            maxWidthPlaceSender?: number;
            /** @description Largest parcel height sent from the point, mm. */
            maxHeightPlaceSender?: number;
            /** @description Largest parcel weight received at the point, g. */
            maxWeightPlaceRecipient?: number;
            /** @description Largest parcel length received at the point, mm. */
            maxLengthPlaceRecipient?: number;
            /** @description Largest parcel width received at the point, mm. */
            maxWidthPlaceRecipient?: number;
            /** @description Largest parcel height received at the point, mm. */
            maxHeightPlaceRecipient?: number;
            /** @description True when the point does not take outgoing parcels. */
            prohibitedSending?: boolean;
            /** @description True when the point does not hand parcels out. */
            prohibitedIssuance?: boolean;
            /** @description Top cost per shipment. */
            maxCostPlace?: number;
            /** @description Top declared value per shipment. */
            maxDeclaredCostPlace?: number;
            workSchedule?: components["schemas"]["WorkScheduleDay"][];
            girthValue?: number | null;
            girthFormula?: string | null;
            settings?: components["schemas"]["DivisionSetting"][];
            /** @description Moldova only: logistics district code. */
            logisticsCode?: string | null;
            additionalIds?: unknown[];
            photos?: unknown[];
            attributes?: {
                /** @description Moldova only: delivery branch code. */
                printFormDeliveryRegion?: string;
            } | null;
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            updatedAt?: string;
            /** Format: date-time */
            deletedAt?: string | null;
            fullAddress?: {
                country?: string;
                settlement?: string;
                street?: string;
                building?: string;
                note?: string;
                zipcode?: string;
            };
        };
        /** @description Page of divisions. */
        DivisionPage: components["schemas"]["PageMeta"] & {
            items: components["schemas"]["Division"][];
        };
        /** @description Manifest of the offline division directory. */
        DivisionVersions: {
            base_version: {
                /** @description Moment of the full dump. */
                unix_time: number;
                /**
                 * Format: uri
                 * @description Gzipped JSON of all divisions.
                 */
                url: string;
            };
            deltas: {
                /**
                 * Format: uri
                 * @description Gzipped JSON of changes.
                 */
                url: string;
                unix_time_from: number;
                unix_time_till: number;
            }[];
        };
        Settlement: {
            /** @description Settlement id. */
            id: number;
            /** @description Name. */
            name: string;
            region?: components["schemas"]["Region"];
            alternativeNames?: string[];
            prohibitedSending?: boolean | null;
            prohibitedIssuance?: boolean | null;
        };
        /** @description Page of settlements. */
        SettlementPage: components["schemas"]["PageMeta"] & {
            items: components["schemas"]["Settlement"][];
        };
        Street: {
            /** @description Street id. */
            id: number;
            /** @description Street name with its type prefix. */
            name: string;
            settlement?: {
                id: number;
                name?: string;
            };
            alternativeNames?: string[];
        };
        /** @description Page of streets. */
        StreetPage: components["schemas"]["PageMeta"] & {
            items: components["schemas"]["Street"][];
        };
        /**
         * @description Manifest with one gzipped JSON link per locale (uk, en); its keys were not visible to us.
         * @example {
         *       "uk": {
         *         "url": "https://api-cdn.novapost.com/prohibited-issuance/uk.json.gz",
         *         "updatedAt": "2026-01-15T05:00:00.000000Z"
         *       },
         *       "en": {
         *         "url": "https://api-cdn.novapost.com/prohibited-issuance/en.json.gz",
         *         "updatedAt": "2026-01-15T05:00:00.000000Z"
         *       }
         *     }
         */
        ProhibitedIssuanceManifest: {
            [key: string]: unknown;
        };
        /**
         * @example {
         *       "code": "kg",
         *       "name": "Kilogram",
         *       "shortName": "kg",
         *       "createdAt": "2022-09-29T12:00:00.000000Z",
         *       "updatedAt": "2025-05-05T12:00:00.000000Z",
         *       "deletedAt": null
         *     }
         */
        Measurement: {
            /** @description Unit code. */
            code: string;
            /** @description Unit name. */
            name: string;
            /** @description Short form; the reference schema spells it shortname, its sample shortName. */
            shortName?: string;
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            updatedAt?: string;
            /** Format: date-time */
            deletedAt?: string | null;
        };
        /** @description Page of units. */
        MeasurementPage: components["schemas"]["PageMeta"] & {
            items: components["schemas"]["Measurement"][];
        };
        /**
         * @example {
         *       "code": "PLN",
         *       "numCode": "985",
         *       "name": "Zloty",
         *       "shortName": "PLN",
         *       "symbol": "zł",
         *       "createdAt": "2022-09-29T12:00:00.000000Z",
         *       "updatedAt": "2025-05-05T12:00:00.000000Z",
         *       "deletedAt": null
         *     }
         */
        Currency: {
            /** @description ISO 4217 letters. */
            code: string;
            /** @description ISO 4217 number; text in the sample, integer in the reference schema. */
            numCode?: string | number;
            /** @description Name. */
            name: string;
            /** @description Short name. */
            shortName?: string;
            /** @description Sign; text in the sample, integer in the reference schema. */
            symbol?: string;
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            updatedAt?: string;
            /** Format: date-time */
            deletedAt?: string | null;
        };
        /** @description Page of currencies. */
        CurrencyPage: components["schemas"]["PageMeta"] & {
            items: components["schemas"]["Currency"][];
        };
        LocalizedText: {
            /** @description English. */
            en: string;
            /** @description Language asked for in locale. */
            currentLocal: string;
        };
        /**
         * @example {
         *       "id": "1",
         *       "hsCode": "64039996",
         *       "category": {
         *         "en": "Footwear",
         *         "currentLocal": "Взуття"
         *       },
         *       "subCategory": {
         *         "en": "Footwear",
         *         "currentLocal": "Взуття"
         *       },
         *       "keywords": {
         *         "en": "boots",
         *         "currentLocal": "черевики"
         *       },
         *       "product": {
         *         "en": "Leather shoes",
         *         "currentLocal": "Шкіряне взуття"
         *       },
         *       "description": {
         *         "en": "Leather shoes",
         *         "currentLocal": "Шкіряне взуття"
         *       },
         *       "exportFromUA": true,
         *       "importToUA": true
         *     }
         */
        CargoClassifier: {
            /** @description Id. */
            id: string;
            /** @description Commodity code; 8 digits for UA, 10 for CA and MD. */
            hsCode: string;
            category?: components["schemas"]["LocalizedText"];
            subCategory?: components["schemas"]["LocalizedText"];
            keywords?: components["schemas"]["LocalizedText"];
            product?: components["schemas"]["LocalizedText"];
            description?: components["schemas"]["LocalizedText"];
            exportFromUA?: boolean;
            importToUA?: boolean;
        };
        /** @description Not paged. */
        CargoClassifierList: {
            status?: boolean;
            source?: string;
            error?: string;
            /** @description Null when nothing matches. */
            items: components["schemas"]["CargoClassifier"][] | null;
        };
        /**
         * @example {
         *       "customFeeActive": true,
         *       "declaredCost": 150
         *     }
         */
        CustomsFees: {
            /** @description Whether the sender may pay duties. */
            customFeeActive: boolean;
            /** @description Top declared value for which that holds, in the destination currency. */
            declaredCost: number;
        };
        MoneyAmount: {
            currencyCode: string;
            /**
             * Format: float
             * @description Two decimals.
             */
            amount: number;
        };
        ExchangeConversionRequest: {
            /**
             * Format: float
             * @description Sum to convert, two decimals.
             */
            amount: number;
            /** @description Country whose currency becomes mainCurrency. */
            countryCode: string;
            /** @description Currency of amount. */
            currencyCode: string;
            /**
             * Format: date-time
             * @description Rate date; clients send YYYY-MM-DDT00:00:00.000000Z.
             */
            date: string;
        };
        /**
         * @example {
         *       "requestCurrency": {
         *         "currencyCode": "UAH",
         *         "amount": 485
         *       },
         *       "mainCurrency": {
         *         "currencyCode": "PLN",
         *         "amount": 42.5
         *       },
         *       "convertedCurrencies": [
         *         {
         *           "currencyCode": "EUR",
         *           "amount": 10
         *         },
         *         {
         *           "currencyCode": "USD",
         *           "amount": 11.6
         *         }
         *       ]
         *     }
         */
        ExchangeConversionResponse: {
            requestCurrency: components["schemas"]["MoneyAmount"];
            mainCurrency: components["schemas"]["MoneyAmount"];
            convertedCurrencies: components["schemas"]["MoneyAmount"][];
        };
        /** @description Postal address. City, street, postCode and building are needed when no division is named. The parts must not repeat each other. An empty object is accepted beside a division. */
        AddressParts: {
            /** @description City. */
            city?: string;
            /** @description State or province; required when either side is US, IE or CA (two-letter state for US). */
            region?: string;
            /** @description Street. */
            street?: string;
            /** @description Postal code. */
            postCode?: string;
            /** @description House number. */
            building?: string;
            /** @description Flat. */
            flat?: string;
            /** @description Block. */
            block?: string | null;
            /** @description Hint for the courier. */
            note?: string;
        };
        /** @description Recipient's registered address; wanted for DE, SK, HU and FR. */
        RegistrationAddress: {
            city?: string;
            street?: string;
            zipCode?: string;
            building?: string;
            apartment?: string;
            state?: string;
        };
        /** @description Sending side. One of divisionId, divisionNumber or addressParts is needed. */
        ShipmentSender: {
            /** @description Tax id of the company; absent means a private person. */
            companyTin?: string | null;
            /** @description Company name. */
            companyName?: string | null;
            /** @description EORI number. */
            eoriCode?: string | null;
            /**
             * @description E.164 digits; a leading plus is tolerated. List schemas state 8 to 15 characters.
             * @example 48211111111
             */
            phone: string;
            /** @description E-mail; needed when the route crosses the EU border. */
            email?: string;
            /** @description Full name or contact person. */
            name: string;
            /** @description ISO alpha-2. */
            countryCode: string;
            /**
             * @description Branch number.
             * @example 32521/1
             */
            divisionNumber?: string | null;
            /** @description Branch id. This camel-case spelling is used in every sample and by live-tested code. */
            divisionId?: number | string | null;
            /**
             * @deprecated
             * @description Spelling used by the reference table for create; a live test got 422 with it.
             */
            divisionID?: number | null;
            /** @description Settlement id from the settlements directory; the only way a Ukrainian courier address is resolved in live tests. */
            settlementId?: number | null;
            /** @description Address as one text; published requests send it beside addressParts. */
            address?: string | null;
            addressParts?: components["schemas"]["AddressParts"];
            /** @description IOSS number, letters and digits. */
            ioss?: string | null;
        };
        /** @description Receiving side. One of divisionId, divisionNumber or addressParts is needed. */
        ShipmentRecipient: {
            /** @description Tax id of the company; absent means a private person. */
            companyTin?: string | null;
            /** @description Company name. */
            companyName?: string | null;
            /** @description EORI number. */
            eoriCode?: string | null;
            /**
             * @description E.164 digits; a leading plus is tolerated. List schemas state 8 to 15 characters.
             * @example 48211111111
             */
            phone: string;
            /** @description E-mail; needed when the route crosses the EU border. */
            email?: string;
            /** @description Full name or contact person. */
            name: string;
            /** @description ISO alpha-2. */
            countryCode: string;
            /**
             * @description Branch number.
             * @example 32521/1
             */
            divisionNumber?: string | null;
            /** @description Branch id. This camel-case spelling is used in every sample and by live-tested code. */
            divisionId?: number | string | null;
            /**
             * @deprecated
             * @description Spelling used by the reference table for create; a live test got 422 with it.
             */
            divisionID?: number | null;
            /** @description Settlement id from the settlements directory; the only way a Ukrainian courier address is resolved in live tests. */
            settlementId?: number | null;
            /** @description Address as one text; published requests send it beside addressParts. */
            address?: string | null;
            addressParts?: components["schemas"]["AddressParts"];
            /** @description IOSS number, letters and digits. */
            ioss?: string | null;
            /** @description Google place id from the place check. */
            placeId?: string;
            registrationAddressRecipient?: components["schemas"]["RegistrationAddress"];
        };
        ShipmentParcelInput: {
            /**
             * @description Kind of cargo. Create lists parcel and documents; update and calculation add cargo; newer client code adds pallet.
             * @enum {string}
             */
            cargoCategory: "parcel" | "documents" | "cargo" | "pallet";
            /** @description What is inside. */
            parcelDescription: string;
            /**
             * Format: float
             * @description Declared value in sender currency; above 0 from Ukraine, 0 allowed inside the EU (the published minimum of 1 contradicts that).
             */
            insuranceCost: number;
            /** @description Currency of insuranceCost. */
            insuranceCurrencyCode?: string;
            /** @description Parcel order number from 1. */
            rowNumber: number;
            /** @description mm */
            width: number;
            /** @description mm */
            length: number;
            /** @description mm */
            height: number;
            /** @description Grams; rounded down to 10 g. */
            actualWeight: number;
            /** @description Grams; sent in samples though absent from the create table. */
            volumetricWeight?: number;
            /** @description Update only. */
            untied?: boolean;
            /** @description Sent empty or null in samples. */
            number?: string | null;
        };
        CalculationParcelInput: {
            /**
             * @description Kind of cargo. Create lists parcel and documents; update and calculation add cargo; newer client code adds pallet.
             * @enum {string}
             */
            cargoCategory: "parcel" | "documents" | "cargo" | "pallet";
            /** @description What is inside. */
            parcelDescription?: string;
            /**
             * Format: float
             * @description Declared value in sender currency; above 0 from Ukraine, 0 allowed inside the EU (the published minimum of 1 contradicts that).
             */
            insuranceCost?: number;
            /** @description Currency of insuranceCost. */
            insuranceCurrencyCode?: string;
            /** @description Parcel order number from 1. */
            rowNumber: number;
            /** @description mm */
            width?: number;
            /** @description mm */
            length?: number;
            /** @description mm */
            height?: number;
            /** @description Grams; rounded down to 10 g. */
            actualWeight: number;
            /** @description Grams; sent in samples though absent from the create table. */
            volumetricWeight?: number;
        };
        InvoiceItem: {
            /** @description Own id of the line. */
            id?: string | number;
            /**
             * @description PA box, PX pallet.
             * @enum {string|null}
             */
            packingType?: "PA" | "PX" | null;
            /** @description Commodity code: exactly 10 digits when either side is MD or CA (longer is cut), else 8 to 10. Non-digits are dropped first. */
            hsCode?: string | null;
            /** @description Local name. */
            name?: string;
            /** @description English name. */
            nameEng?: string;
            material?: string;
            materialEng?: string;
            madeInCountryCode?: string | null;
            producerAndModel?: string | null;
            /** @description Grams; rounded down to 10 g. */
            actualWeight?: number | null;
            /** @description Unit code; kg is forced for hsCode 210690 and 630900. */
            measurementCode?: string;
            amount?: number;
            /** @description In sender currency. */
            cost?: number;
            /** @description UA to EU only; UAH when absent; one currency per invoice. */
            currency?: string;
            costUsd?: number;
            costEur?: number;
        };
        /** @description Customs data; needed when the route crosses the EU border, may be null otherwise. */
        ShipmentInvoice: {
            /** @description Own invoice number. */
            customerNumber?: string | null;
            /**
             * @description Update and light return list DAP only.
             * @enum {string}
             */
            incoterm?: "DAP" | "DDP";
            currencyCode?: string;
            /** @enum {string} */
            exportReason?: "ForPersonalPurposes" | "Selling" | "Repair" | "Return" | "Other";
            totalCost?: number;
            totalCostEur?: number;
            totalCostUsd?: number;
            /**
             * @description UA to EU only; Recipient unless stated.
             * @enum {string}
             */
            payerFeesCustoms?: "Sender" | "Recipient" | "ThirdPerson";
            /** @description Newer clients send this instead of totalCost. */
            cost?: number;
            /** @description Newer clients send this instead of currencyCode. */
            currency?: string;
            /**
             * Format: date-time
             * @description Date of the own invoice.
             */
            customerCreatedAt?: string;
            /** @enum {string} */
            type?: "Invoice" | "ProformaInvoice";
            items?: components["schemas"]["InvoiceItem"][];
        };
        CodBankAccount: {
            /** @description Sum paid to the account. */
            amount: number;
            currencyCode?: string;
            /** @description Tax id or like (EDRPOU, TIN, NIP). */
            bankAccountId: string;
            /** @description IBAN. */
            bankAccountName: string;
            description?: string;
            /** @enum {string} */
            commissionPayer: "Recipient" | "Sender";
        };
        ShipmentServiceInput: {
            /** @description Service code. */
            serviceCode?: string;
            /** @description Used instead of serviceCode inside Ukraine: COD, AfterpaymentOnGoodsCost. */
            serviceName?: string;
            /** @description Service UUID used inside Ukraine. */
            serviceId?: string;
            shipmentParcelRowNumber?: number | null;
            contractNumber?: string | null;
            /** @description Sum the recipient pays. */
            amount: number;
            payerType: components["schemas"]["PayerType"];
            additionalParameters?: {
                cod?: {
                    cash?: unknown;
                    card?: unknown;
                    bankAccount?: components["schemas"]["CodBankAccount"];
                };
                /** @description Spelled this way in the Ukrainian sample; value Cash. */
                avaiblePayments?: string;
            };
        };
        /** @description Body of create and update; update replaces the whole document. */
        ShipmentInput: {
            /**
             * @description Only value a client may set.
             * @enum {string}
             */
            status?: "ReadyToShip";
            /** @description Own order id; not deduplicated. */
            clientOrder?: string;
            note?: string;
            payerType: components["schemas"]["PayerType"];
            /** @description Contract number; needed for ThirdPerson and for non-cash payment. An EDRPOU works for Ukrainian clients. */
            payerContractNumber?: string | null;
            /**
             * @description Tariff; chosen by the carrier when absent. The field name comes from client code.
             * @enum {string}
             */
            deliveryType?: "standard" | "economy" | "express";
            /** @description Empty in Ukrainian samples. */
            number?: string;
            /** @description Array in most samples; one published sample sends a bare object. */
            services?: components["schemas"]["ShipmentServiceInput"][];
            invoice?: components["schemas"]["ShipmentInvoice"] | null;
            parcels: components["schemas"]["ShipmentParcelInput"][];
            sender: components["schemas"]["ShipmentSender"];
            recipient: components["schemas"]["ShipmentRecipient"];
        };
        ShipmentResult: {
            id: components["schemas"]["EntityId"];
            /** @description Waybill number: four letters and ten digits in Europe, 14 digits in Ukraine. */
            number: string;
            /** @description ISO time; 0001-01-01T00:00:00.000000Z when unknown. */
            scheduledDeliveryDate?: string | null;
            /** @description Document state. */
            status: string;
            /** @description Delivery price. */
            cost?: number;
            parcelsAmount?: number;
            createdAt?: string;
            updatedAt?: string;
            deletedAt?: string | null;
            services?: {
                [key: string]: unknown;
            }[];
            parcels?: {
                [key: string]: unknown;
            }[];
        };
        ShipmentDeleted: {
            /** @description Moment of deletion. */
            deletedAt?: string;
        };
        /** @description Document state. */
        ShipmentStatus: string;
        ShipmentListParty: {
            companyId?: number | null;
            companyTin?: string;
            companyName?: string | null;
            phone?: string;
            email?: string;
            name?: string;
            countryCode?: string;
            /** @description Numeric text. */
            settlementId?: string;
            cityId?: number | null;
            address?: string;
            addressParts?: {
                postCode?: string;
                /** @description Key used by the sample; the reference schema says postCode. */
                post_code?: string;
                region?: string;
                city?: string;
                street?: string;
                building?: string;
                block?: string;
                flat?: string;
                note?: string;
            };
            /** @description Numeric text, empty for an address. */
            divisionId?: string;
            divisionCategory?: string;
            archive?: boolean;
        };
        ShipmentListParcel: {
            number?: string;
            row_number?: number;
            untied?: boolean;
            cargo_category_id?: string;
            cargo_category_group?: string;
            parcel_description?: string | null;
            insurance_cost?: number;
            /** @description mm */
            length?: number;
            /** @description mm */
            width?: number;
            /** @description mm */
            height?: number;
            /** @description g */
            actual_weight?: number;
            /** @description g */
            volumetric_weight?: number;
            length_check?: number | null;
            width_check?: number | null;
            height_check?: number | null;
            actual_weight_check?: number | null;
            volumetric_weight_check?: number | null;
        };
        ShipmentListService: {
            id?: number;
            shipment_parcel_row_number?: number | null;
            service_id?: string;
            /** @description Group. */
            service_type?: string;
            service_name?: string;
            parcel_number?: string;
            payer_type?: string;
            amount?: number;
            price?: number;
            discount?: number;
            cost?: number;
            cost_before_check?: number | null;
            payment_status?: components["schemas"]["PaymentStatus"];
            additional_parameters?: {
                cod?: unknown;
                date?: unknown;
                from?: unknown;
                to?: unknown;
                string?: unknown;
                fullName?: unknown;
                phone?: unknown;
            };
        };
        ShipmentListTracking: {
            number?: string;
            date?: string;
            division?: string;
            settlement?: string;
            event?: string;
            /** @description passed, now or future. */
            event_status?: string;
            code?: components["schemas"]["TrackingStatusCode"];
            division_name?: string;
            settlement_name?: string;
            event_name?: string;
        };
        /** @description Row of the shipment list; mixes camel and snake case. */
        Shipment: {
            id: components["schemas"]["EntityId"];
            version?: number;
            number: string;
            /** @description Own order id; seen in live client code, missing from the reference sample. */
            clientOrder?: string | null;
            dateTime?: string;
            scheduledDeliveryDate?: string | null;
            closingDate?: string | null;
            createdAt?: string;
            updatedAt?: string;
            deletedAt?: string | null;
            userCreate?: string;
            status: components["schemas"]["ShipmentStatus"];
            gtid?: string;
            paymentStatus?: components["schemas"]["PaymentStatus"];
            currencyCode?: string;
            parcelsAmount?: number;
            note?: string;
            payerType?: string;
            payerContractId?: number | null;
            payerContractNumber?: string | null;
            postomatCellReservation?: string;
            postomatOrderRef?: string;
            firstDayStorage?: string | null;
            cargoAutoReturnDate?: string | null;
            marketplacePartner?: string;
            registerNumber?: string;
            customerNote?: string;
            creationDateNote?: string;
            sender?: components["schemas"]["ShipmentListParty"];
            recipient?: components["schemas"]["ShipmentListParty"];
            parcels?: components["schemas"]["ShipmentListParcel"][];
            services?: components["schemas"]["ShipmentListService"][];
            onlineTracking?: {
                tracking_status_code?: number;
                tracking_update_date?: string;
                short_description?: string;
                long_description?: string;
                info?: string;
                label?: string;
            };
            tracking?: components["schemas"]["ShipmentListTracking"][];
            /** @description Kilograms in the sample, though parcels carry grams. */
            totalWeight?: number;
            totalInsuranceCost?: number;
            totalCost?: number;
        };
        /** @description Page of shipments. */
        ShipmentPage: components["schemas"]["PageMeta"] & {
            items: components["schemas"]["Shipment"][];
        };
        /** @description All but number is inherited from the parent when absent. */
        LightReturnInput: {
            /**
             * @description Parent shipment number.
             * @example SHMD0000000000
             */
            number: string;
            /** @description Branch that takes the return. */
            divisionId?: string;
            senderPhone?: string;
            addressParts?: components["schemas"]["AddressParts"];
            invoice?: components["schemas"]["ShipmentInvoice"];
            parcels?: components["schemas"]["ShipmentParcelInput"][];
        };
        /** @description Full return document; the reference gives only a sample for it. */
        LightReturnResult: {
            id: components["schemas"]["EntityId"];
            number: string;
            status: string;
            dateTime?: string;
            scheduledDeliveryDate?: string | null;
            actualDeliveryDate?: string | null;
            closingDate?: string | null;
            statusDateTime?: string;
            sender?: {
                [key: string]: unknown;
            };
            recipient?: {
                [key: string]: unknown;
            };
            payerType?: string;
            payerContractNumber?: string | null;
            paymentStatus?: components["schemas"]["PaymentStatus"];
            currencyCode?: string;
            parcelsAmount?: number;
            note?: string;
            lockVersion?: number;
            clientOrder?: string;
            gtid?: string;
            parcels?: {
                [key: string]: unknown;
            }[];
            services?: {
                [key: string]: unknown;
            }[];
            createdAt?: string;
            updatedAt?: string;
            deletedAt?: string | null;
            additionalParameters?: {
                [key: string]: unknown;
            };
            markingPrinted?: boolean;
            createdByUser?: string | null;
            acceptedByUser?: string | null;
            lastModifiedByUser?: string | null;
            createdOnDivisionId?: number | null;
            firstLogisticDivisionId?: number | null;
            lastLogisticDivisionId?: number | null;
            firstMileDeliveryPartner?: string | null;
            lastMileDeliveryPartner?: string | null;
            deliveryPartners?: {
                [key: string]: unknown;
            }[];
            shipmentAttachments?: {
                [key: string]: unknown;
            }[];
            invoice?: {
                [key: string]: unknown;
            } | null;
            currentRouteId?: number | null;
        };
        /**
         * @description JSON-RPC answer of the core system passed through.
         * @example {
         *       "jsonrpc": "2.0",
         *       "id": "1",
         *       "result": [
         *         {
         *           "Ref": "d3b07384-d9a0-4c9b-8f3a-0c3f0c6a7a11",
         *           "State": "NotVerified",
         *           "Date": "2026-01-15 12:00:00",
         *           "StatusOfInternationalExpressWaybill": "Ready to send",
         *           "Note": "",
         *           "ClosedDate": "0001-01-01 00:00:00"
         *         }
         *       ]
         *     }
         */
        InternationalStatusResponse: {
            jsonrpc?: string;
            result: {
                Ref?: string;
                /** @description NotVerified, Verified, Rejected. */
                State?: string;
                /** @description Space-separated local time. */
                Date?: string;
                StatusOfInternationalExpressWaybill?: string;
                Note?: string;
                /** @description 0001-01-01 00:00:00 when open. */
                ClosedDate?: string;
            }[];
            id?: string | number;
        };
        /** @description A sender without division or address is refused in live use. Name, phone and email are sent by some clients and ignored. */
        CalculationParty: {
            companyTin?: string | null;
            companyName?: string | null;
            countryCode: string;
            divisionNumber?: string | null;
            divisionId?: number | string | null;
            settlementId?: number | null;
            addressParts?: components["schemas"]["AddressParts"];
            name?: string;
            phone?: string;
            email?: string;
        };
        CalculationInput: {
            payerType: components["schemas"]["PayerType"];
            /**
             * @description Needed for ThirdPerson except from Ukraine.
             * @example CNPP-00001797
             */
            payerContractNumber?: string;
            invoice?: {
                /** @enum {string} */
                incoterm?: "DAP" | "DDP";
                currency?: string;
                /** @description Needed with DDP. */
                cost?: number;
                payerFeesCustoms?: components["schemas"]["PayerType"];
            };
            parcels: components["schemas"]["CalculationParcelInput"][];
            sender: components["schemas"]["CalculationParty"];
            recipient: components["schemas"]["CalculationParty"];
        };
        CalculatedService: {
            shipmentId?: number | null;
            shipmentParcelRowNumber?: number | string | null;
            serviceId?: string;
            serviceType?: string;
            serviceName?: string;
            serviceCode?: string;
            deliveryTypeName?: string | null;
            amount?: number;
            contractNumber?: string | null;
            /** @description Camel case in the sample; the reference schema says payer_type. */
            payerType?: string;
            paymentStatus?: components["schemas"]["PaymentStatus"];
            divisionId?: number | string | null;
            price?: number;
            discount?: number;
            /** @description Price after discount; sum over services is the quote. */
            cost: number;
            user?: string;
            shipmentLockVersion?: number;
            additionalParameters?: {
                cod?: unknown;
                date?: unknown;
                from?: unknown;
                to?: unknown;
                string?: unknown;
                fullName?: unknown;
                phone?: unknown;
            };
            /** @description Present on some rows only. */
            currencyCode?: string;
            createdAt?: string | null;
            updatedAt?: string | null;
        };
        /**
         * @example {
         *       "scheduledDeliveryDate": "2026-01-18T12:00:00.000000Z",
         *       "sender": {
         *         "countryCode": "PL",
         *         "settlementId": null,
         *         "divisionId": 10001
         *       },
         *       "recipient": {
         *         "countryCode": "MD",
         *         "settlementId": null,
         *         "divisionId": null
         *       },
         *       "services": [
         *         {
         *           "serviceCode": "Delivery",
         *           "serviceType": "MainService",
         *           "serviceName": "Delivery",
         *           "amount": 1,
         *           "payerType": "Sender",
         *           "price": 60,
         *           "discount": 0,
         *           "cost": 60,
         *           "currencyCode": "PLN"
         *         },
         *         {
         *           "serviceCode": "Courier",
         *           "serviceType": "AdditionalServices",
         *           "serviceName": "Courier",
         *           "amount": 1,
         *           "payerType": "Sender",
         *           "price": 40,
         *           "discount": 0,
         *           "cost": 40
         *         }
         *       ]
         *     }
         */
        CalculationResult: {
            scheduledDeliveryDate?: string | null;
            sender?: {
                countryCode?: string;
                settlementId?: number | null;
                divisionId?: number | null;
            };
            recipient?: {
                countryCode?: string;
                settlementId?: number | null;
                divisionId?: number | null;
            };
            services: components["schemas"]["CalculatedService"][];
        };
        UploadInput: {
            /**
             * Format: byte
             * @description Base64 of the file.
             */
            file: string;
            /** @description Stored name; "invoice" when absent. */
            fileName?: string;
            /** @description Named by the PHP SDK; application/pdf. */
            fileContentType?: string;
        };
        SuccessFlag: {
            success: boolean;
        };
        /** @description Fields unknown; the Magento plug-in passes an address and a country. */
        PlaceCheckInput: {
            [key: string]: unknown;
        };
        /**
         * @description Unknown; expected to hold a Google placeId.
         * @example {
         *       "placeId": "ChIJAZ-GmmbMHkcR_NPqiCq-8HI"
         *     }
         */
        PlaceCheckResult: {
            [key: string]: unknown;
        };
        TrackingHistory: {
            items: {
                id?: components["schemas"]["EntityId"];
                number: string;
                history_tracking: {
                    code: components["schemas"]["TrackingStatusCode"];
                    /** @description Localised label; longer when extended=1. */
                    code_name?: string;
                    country_code?: string;
                    settlement?: string;
                    date: string;
                }[];
                /** @description Only with extended=1. */
                related_numbers?: string[];
            }[];
        };
        TrackingEvent: {
            number?: string;
            date?: string | null;
            event: components["schemas"]["TrackingEventName"];
            /** @description passed, now or future; lower case in the sample, capitalised in the reference. */
            eventStatus: string;
            countryCode?: string | null;
            code: components["schemas"]["TrackingStatusCode"];
            divisionName?: string | null;
            settlementName?: string | null;
            /** @description Localised text. */
            eventName?: string;
        };
        TrackingParcel: {
            number?: string;
            rowNumber?: number | null;
            untied?: boolean;
            cargoCategoryGroup?: string;
            cargoCategoryId?: string;
            categoryCargoName?: string;
            parcelDescription?: string | null;
            insuranceCost?: number;
            insuranceCostCurrencyCode?: string;
            /** @description Documented as mm or g; the sample values read as cm and kg. */
            length?: number;
            /** @description Documented as mm or g; the sample values read as cm and kg. */
            width?: number;
            /** @description Documented as mm or g; the sample values read as cm and kg. */
            height?: number;
            /** @description Documented as mm or g; the sample values read as cm and kg. */
            actualWeight?: number;
            /** @description Documented as mm or g; the sample values read as cm and kg. */
            volumetricWeight?: number;
            lengthCheck?: number | null;
            widthCheck?: number | null;
            heightCheck?: number | null;
            actualWeightCheck?: number | null;
            volumetricWeightCheck?: number | null;
        };
        TrackingCurrentStatus: {
            number: string;
            createdDate?: string;
            scheduledDate?: string | null;
            scheduledDateOriginal?: string | null;
            adjustedDate?: string | null;
            closingDate?: string | null;
            /** @description Integer in the sample, text in the reference schema. */
            statusCode: number | string;
            /** @description Localised label. */
            status?: string;
            statusDate?: string;
            deliveryType?: string;
            deliveryCountry?: string;
        };
        TrackingItem: {
            currentStatus: components["schemas"]["TrackingCurrentStatus"];
            detailsTracking?: components["schemas"]["TrackingEvent"][];
            historyOnlineTracking?: components["schemas"]["TrackingEvent"][];
            parcels?: components["schemas"]["TrackingParcel"][];
            alternativeNumbers?: string[];
            alternativeNumbersGW?: {
                name?: string;
                number?: string;
                date?: string;
            }[];
            deliveryInfo?: unknown;
            undeliveryReasons?: {
                reasonName?: string;
                reasonDate?: string;
                reasonId?: string;
                subtypeOfReasonId?: string;
                subtypeOfReasonName?: string;
            }[];
            createdOnTheBasis?: {
                number?: string;
                /** @description Kind. */
                type?: string;
                /** @description Key in the sample. */
                createdAt?: string;
                /** @description Key in the reference schema. */
                createdDate?: string;
            }[];
        };
        /** @description The reference schema shows these blocks without the items envelope and currentStatus as an array; the sample, followed here, wraps them. */
        TrackingResponse: {
            items: components["schemas"]["TrackingItem"][];
        };
        Attachment: {
            shipmentId?: number;
            storageInfo: {
                /** @description Value for fileId. */
                id: string;
                name: string;
                /** @description signature or proofOfDelivery. */
                documentType?: string;
                /** @description One sample row carries the date here. */
                createdAt?: string;
            };
            createdAt?: string;
        };
        /** @description Samples and both SDKs send plain text (shipment id in Ukraine, waybill number in Europe); the reference schema shows an object with shipmentId. */
        RegistryShipmentRef: string | {
            shipmentId: string;
        };
        RegistryCreateInput: {
            /** @description Registry name. */
            description: string;
            shipments: components["schemas"]["RegistryShipmentRef"][];
        };
        RegistryShipmentsInput: {
            shipments: components["schemas"]["RegistryShipmentRef"][];
        };
        RegistryRenameInput: {
            /** @description New name. */
            description: string;
        };
        Registry: {
            /** @description UUID in Ukraine, numeric text in Europe. */
            id: string;
            /** @description 106-00000672 style in Ukraine, CRPL0000041723 style in Europe. */
            number: string;
            versionTracking?: number | null;
            /** @description Europe only; Open in the sample. */
            status?: string;
            /** @description Create answers use a space-separated time without zone in the Ukrainian sample. */
            createdAt?: string;
            updatedAt?: string | null;
            deletedAt?: string | null;
            /** @description Processed. */
            posted?: boolean | null;
            /** @description Printed. */
            printed?: boolean | null;
            /** @description Europe only. */
            scannedBarcodesAmount?: number;
            /** @description Europe only. */
            forScanBarcodesAmount?: number;
            /** @description Name. */
            description?: string;
            senderCompanyId?: string | null;
            senderCompanyTin?: string;
            senderPhone?: string;
            senderCountryCode?: string;
            senderSettlementId?: string;
            senderSettlementExternalId?: string | null;
            senderSettlementName?: string;
            senderDivisionId?: string | null;
            senderDivisionExternalId?: string | null;
            senderDivisionName?: string | null;
            senderAddress?: string | null;
            senderAddressParts?: {
                city?: string | null;
                region?: string | null;
                street?: string | null;
                streetId?: string | null;
                postCode?: string | null;
                building?: string | null;
                flat?: string | null;
                block?: string | null;
                note?: string | null;
                addressId?: string | null;
                latitude?: number | null;
                longitude?: number | null;
            } | null;
            shipments?: {
                shipmentId?: string;
                shipmentNumber?: string;
            }[];
            /** @description Only with withShipmentsInfo=true. */
            shipmentsInfo?: {
                [key: string]: unknown;
            }[];
        };
        /** @description Page of registries. */
        RegistryPage: components["schemas"]["PageMeta"] & {
            items: components["schemas"]["Registry"][];
        };
        /** @description Pickup state. */
        PickupStatus: string;
        /** @description The reference marks no field as required; a live client needs addressParts.region or gets 422. */
        PickupCreateInput: {
            note?: string;
            /** @description Under development; CourierPickupService is named for Moldova. */
            services?: string[] | null;
            /** @description Sender phone. */
            phone?: string;
            email?: string | null;
            fullName?: string;
            /** @description Tax id; one older text calls it a contract number. */
            companyTin?: string;
            companyName?: string;
            countryCode?: string;
            addressParts?: components["schemas"]["AddressParts"];
            /** @description Window start, six fractional digits and Z. */
            pickedTimeFrom?: string | null;
            /** @description Window end. */
            pickedTimeTo?: string | null;
        };
        PickupUpdateInput: {
            note?: string;
            /** @description Under development; CourierPickupService is named for Moldova. */
            services?: string[] | null;
            /** @description Sender phone. */
            phone?: string;
            email?: string | null;
            fullName?: string;
            /** @description Tax id; one older text calls it a contract number. */
            companyTin?: string;
            companyName?: string;
            countryCode?: string;
            addressParts?: components["schemas"]["AddressParts"];
            /** @description Window start, six fractional digits and Z. */
            pickedTimeFrom?: string | null;
            /** @description Window end. */
            pickedTimeTo?: string | null;
            /** @description Concurrency counter; raise by 1 with each change. */
            lockVersion?: number;
        };
        PickupStatusEntry: {
            id?: number;
            pickupId?: number;
            status?: components["schemas"]["PickupStatus"];
            dateTime?: string;
            note?: string | null;
            user?: string;
            createdAt?: string;
            updatedAt?: string;
            deletedAt?: string | null;
        };
        PickupShipment: {
            id?: number;
            pickupId?: number;
            shipmentId?: number;
            /** @description State inside the pickup. */
            status?: string;
            note?: string | null;
            deliveryPartners?: {
                [key: string]: unknown;
            }[];
            createdAt?: string;
            updatedAt?: string;
            deletedAt?: string | null;
        };
        Pickup: {
            id: components["schemas"]["EntityId"];
            /** @example PUCZ0000002671 */
            number: string;
            versionTracking?: number | null;
            status: components["schemas"]["PickupStatus"];
            statusDateTime?: string;
            lastPublishedAt?: string;
            lastUpdatedAt?: string;
            /** @description clientapi for API calls. */
            source?: string;
            executor?: string | null;
            companyTin?: string | null;
            companyName?: string | null;
            fullName?: string;
            phone?: string;
            email?: string | null;
            country?: string;
            countryCode?: string;
            externalId?: string | null;
            createdByUser?: string;
            deliveryPartner?: string | null;
            lockVersion: number;
            divisionId?: number | null;
            settlementId?: number | null;
            settlementExternalId?: string | null;
            settlementName?: string;
            cityDistrict?: string | null;
            cityDistrictExternalId?: string | null;
            /** @description string, latitude, longitude after create; a wider block in lists. */
            address?: {
                [key: string]: unknown;
            } | null;
            addressParts?: components["schemas"]["AddressParts"] | null;
            pickedTimeFrom?: string | null;
            pickedTimeTo?: string | null;
            note?: string | null;
            currencyCode?: string;
            shipments?: components["schemas"]["PickupShipment"][];
            services?: unknown[];
            statuses?: components["schemas"]["PickupStatusEntry"][];
            createdAt?: string;
            updatedAt?: string;
            deletedAt?: string | null;
        };
        /** @description Page of pickups. */
        PickupPage: components["schemas"]["PageMeta"] & {
            items: components["schemas"]["Pickup"][];
        };
        PickupDeleted: {
            deletedAt: string;
        };
        /** @description Objects in the reference, its samples and a live client; the SDK comments speak of plain text ids. */
        PickupShipmentsInput: {
            shipments: {
                /** @description Integer shipment id. */
                shipmentId: number;
            }[];
        };
        PickupShipmentsResult: {
            shipments: components["schemas"]["PickupShipment"][];
        };
        PickupShipmentsRemoved: {
            shipments: {
                deletedAt?: string;
            }[];
        };
        PickupStatusInput: {
            /** @description Same as the path id. */
            id: number;
            /**
             * @description Created finalises a draft. ClientCanceled is named by an older portal article only.
             * @enum {string}
             */
            status: "Created" | "ClientCanceled";
            lockVersion: number;
            /** @description Called both optional and required by the same text. */
            note?: string;
        };
        /**
         * @description Same-day or next-day collection.
         * @enum {string}
         */
        TimeIntervalType: "PickupDayToDay" | "PickupNextDay";
        /** @description With only the two required fields the answer holds general courier hours of the country. */
        TimeIntervalInput: {
            type: components["schemas"]["TimeIntervalType"];
            countryCode: string;
            divisionId?: number | null;
            latitude?: number | null;
            longitude?: number | null;
            /** @description Parcel weight in kilograms. */
            maxWeightPlaceRecipient?: number | null;
            addressParts?: components["schemas"]["AddressParts"] | null;
        };
        TimeSlot: {
            from?: string | null;
            to?: string | null;
            /** @description Cut-off for ordering. */
            orderTo?: string | null;
        };
        /** @description All null on a day without collection. */
        TimeIntervalDay: {
            from?: string | null;
            to?: string | null;
            /** @description Cut-off for ordering. */
            orderTo?: string | null;
            /** @description Empty with a set from means any time in the day. */
            timeIntervals?: components["schemas"]["TimeSlot"][];
        };
        /**
         * @example {
         *       "id": 1,
         *       "countryCode": "PL",
         *       "divisionId": null,
         *       "type": "PickupNextDay",
         *       "deliveryPartner": null,
         *       "ignoreNonWorkingDays": false,
         *       "monday": {
         *         "from": "09:00",
         *         "to": "18:00",
         *         "orderTo": "17:00",
         *         "timeIntervals": [
         *           {
         *             "from": "09:00",
         *             "to": "13:00",
         *             "orderTo": "17:00"
         *           },
         *           {
         *             "from": "13:00",
         *             "to": "18:00",
         *             "orderTo": "17:00"
         *           }
         *         ]
         *       },
         *       "tuesday": {
         *         "from": "09:00",
         *         "to": "18:00",
         *         "orderTo": "17:00",
         *         "timeIntervals": [
         *           {
         *             "from": "09:00",
         *             "to": "13:00",
         *             "orderTo": "17:00"
         *           },
         *           {
         *             "from": "13:00",
         *             "to": "18:00",
         *             "orderTo": "17:00"
         *           }
         *         ]
         *       },
         *       "wednesday": {
         *         "from": "09:00",
         *         "to": "18:00",
         *         "orderTo": "17:00",
         *         "timeIntervals": [
         *           {
         *             "from": "09:00",
         *             "to": "13:00",
         *             "orderTo": "17:00"
         *           },
         *           {
         *             "from": "13:00",
         *             "to": "18:00",
         *             "orderTo": "17:00"
         *           }
         *         ]
         *       },
         *       "thursday": {
         *         "from": "09:00",
         *         "to": "18:00",
         *         "orderTo": "17:00",
         *         "timeIntervals": [
         *           {
         *             "from": "09:00",
         *             "to": "13:00",
         *             "orderTo": "17:00"
         *           },
         *           {
         *             "from": "13:00",
         *             "to": "18:00",
         *             "orderTo": "17:00"
         *           }
         *         ]
         *       },
         *       "friday": {
         *         "from": "09:00",
         *         "to": "18:00",
         *         "orderTo": "17:00",
         *         "timeIntervals": [
         *           {
         *             "from": "09:00",
         *             "to": "13:00",
         *             "orderTo": "17:00"
         *           },
         *           {
         *             "from": "13:00",
         *             "to": "18:00",
         *             "orderTo": "17:00"
         *           }
         *         ]
         *       },
         *       "saturday": {
         *         "from": null,
         *         "to": null,
         *         "orderTo": null,
         *         "timeIntervals": []
         *       },
         *       "sunday": {
         *         "from": null,
         *         "to": null,
         *         "orderTo": null,
         *         "timeIntervals": []
         *       },
         *       "createdAt": "2026-01-15T00:00:00.000000Z",
         *       "updatedAt": "2026-01-15T00:00:00.000000Z",
         *       "deletedAt": null
         *     }
         */
        TimeIntervals: {
            id?: number;
            countryCode?: string;
            divisionId?: number | null;
            type?: components["schemas"]["TimeIntervalType"];
            deliveryPartner?: string | null;
            ignoreNonWorkingDays?: boolean;
            monday?: components["schemas"]["TimeIntervalDay"];
            tuesday?: components["schemas"]["TimeIntervalDay"];
            wednesday?: components["schemas"]["TimeIntervalDay"];
            thursday?: components["schemas"]["TimeIntervalDay"];
            friday?: components["schemas"]["TimeIntervalDay"];
            saturday?: components["schemas"]["TimeIntervalDay"];
            sunday?: components["schemas"]["TimeIntervalDay"];
            createdAt?: string;
            updatedAt?: string;
            deletedAt?: string | null;
        };
        SubscriberCreateInput: {
            /**
             * @description individual needs phone, legal needs companyTins; creator was added later.
             * @enum {string}
             */
            type: "individual" | "numbers" | "legal" | "creator";
            /**
             * Format: uri
             * @description Receiver of POST calls.
             */
            url: string;
            /**
             * @description Start at once.
             * @default false
             */
            isActive: boolean;
            /**
             * @description International digits.
             * @example 380630000001
             */
            phone?: string;
            /** @description Sent back with each call. */
            secretToken?: string;
            /**
             * @description Header that carries secretToken; existence is in the portal, the key name from client code.
             * @example X-Custom-Token
             */
            secretTokenHeaderName?: string;
            /** @description All events when empty or absent. */
            eventTypes?: string[];
            /**
             * @description Mail on delivery trouble.
             * @default false
             */
            sendWarnings?: boolean;
            /**
             * Format: email
             * @description Needed with sendWarnings.
             */
            warningEmail?: string;
            /** @description The text asks for UUIDs. */
            companyTins?: string[];
        };
        /** @description The reference also lists id and type inconsistently; the SDK sends type, url and isActive. */
        SubscriberUpdateInput: {
            /**
             * @description individual needs phone, legal needs companyTins; creator was added later.
             * @enum {string}
             */
            type?: "individual" | "numbers" | "legal" | "creator";
            /**
             * Format: uri
             * @description Receiver of POST calls.
             */
            url: string;
            /**
             * @description Start at once.
             * @default false
             */
            isActive: boolean;
            /**
             * @description International digits.
             * @example 380630000001
             */
            phone?: string;
            /** @description Sent back with each call. */
            secretToken?: string;
            /**
             * @description Header that carries secretToken; existence is in the portal, the key name from client code.
             * @example X-Custom-Token
             */
            secretTokenHeaderName?: string;
            /** @description All events when empty or absent. */
            eventTypes?: string[];
            /**
             * @description Mail on delivery trouble.
             * @default false
             */
            sendWarnings?: boolean;
            /**
             * Format: email
             * @description Needed with sendWarnings.
             */
            warningEmail?: string;
            /** @description The text asks for UUIDs. */
            companyTins?: string[];
        };
        /** @description Both spellings of each field may be present. */
        Subscriber: {
            /** @description UUID. */
            id: string;
            type: string;
            url: string;
            phone?: string;
            /** @description Client UUID. */
            cid?: string;
            isActive?: boolean;
            eventTypes?: string[];
            sendWarnings?: boolean;
            warningEmail?: string;
            companyTins?: string[];
            secretToken?: string;
            createdAt?: string;
            updatedAt?: string;
            numbers?: string[];
            /**
             * @deprecated
             * @description Older spelling of isActive; the published samples hold only this one.
             */
            is_active?: boolean;
            /**
             * @deprecated
             * @description Older spelling of eventTypes; the published samples hold only this one.
             */
            event_types?: string[];
            /**
             * @deprecated
             * @description Older spelling of sendWarnings; the published samples hold only this one.
             */
            send_warnings?: boolean;
            /**
             * @deprecated
             * @description Older spelling of warningEmail; the published samples hold only this one.
             */
            warning_email?: string;
            /**
             * @deprecated
             * @description Older spelling of companyTins; the published samples hold only this one.
             */
            company_tins?: string[];
            /**
             * @deprecated
             * @description Older spelling of createdAt; the published samples hold only this one.
             */
            created_at?: string;
            /**
             * @deprecated
             * @description Older spelling of updatedAt; the published samples hold only this one.
             */
            updated_at?: string;
            /**
             * @deprecated
             * @description Spelling in list and update samples.
             */
            secret_token?: string;
        };
        /** @description Page of subscribers. */
        SubscriberPage: components["schemas"]["PageMeta"] & {
            items: components["schemas"]["Subscriber"][];
        };
        SubscriberNumbersInput: {
            numbers: string[];
        };
        SubscriberNumbersResult: {
            message?: string;
            addedNumbers?: string[];
            missedNumbers?: string[];
        };
        MessageResult: {
            message?: string;
        };
        WebhookTestInput: {
            /**
             * @example [
             *       "SHPL0000000001"
             *     ]
             */
            numbers?: string[];
            /** @description Subscriber id. */
            id?: string;
            /** @description Client id. */
            cid?: string;
        };
        WebhookTestResult: {
            /** @description Typed as text with a boolean sample. */
            success: boolean | string;
        };
        /**
         * @description At least one field.
         * @example {
         *       "goodsUnitName": "Mug",
         *       "price": 12.5
         *     }
         */
        FulfillmentGoodsUpdate: {
            goodsUnitName?: string;
            goodsUnitFullName?: string;
            /** Format: float */
            price?: number;
            /** @description Shelf life in days. */
            inventExpireDays?: number | null;
        };
    };
    responses: {
        /** @description Token or key missing, wrong or expired. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FieldErrors"];
            };
        };
        /** @description Key may not do this, or an edge filter refused the call. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FieldErrors"];
            };
        };
        /** @description Nothing there. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FieldErrors"];
            };
        };
        /** @description Input refused. */
        ValidationFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FieldErrors"];
            };
        };
        /** @description Too many calls; official SDKs map this code, no limit is documented. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FieldErrors"];
            };
        };
        /** @description Time-out or maintenance. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FieldErrors"];
            };
        };
    };
    parameters: {
        /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
        Limit: number;
        /** @description Page number from 1. */
        Page: number;
        /** @description Language of names; English when there is no translation. */
        AcceptLanguage: "cz" | "de" | "en" | "es" | "fr" | "et" | "hu" | "it" | "lt" | "lv" | "nl" | "pl" | "ro" | "sk" | "uk";
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type PageMeta = components['schemas']['PageMeta'];
export type FieldErrors = components['schemas']['FieldErrors'];
export type MessageError = components['schemas']['MessageError'];
export type ErrorMessageError = components['schemas']['ErrorMessageError'];
export type PlainError = components['schemas']['PlainError'];
export type TestApiKeyError = components['schemas']['TestApiKeyError'];
export type PayerType = components['schemas']['PayerType'];
export type PaymentStatus = components['schemas']['PaymentStatus'];
export type EntityId = components['schemas']['EntityId'];
export type TrackingStatusCode = components['schemas']['TrackingStatusCode'];
export type TrackingEventName = components['schemas']['TrackingEventName'];
export type TestApiKeyRequest = components['schemas']['TestApiKeyRequest'];
export type TestApiKeyResponse = components['schemas']['TestApiKeyResponse'];
export type AuthorizationResponse = components['schemas']['AuthorizationResponse'];
export type JwtClaims = components['schemas']['JwtClaims'];
export type RegionParent = components['schemas']['RegionParent'];
export type Region = components['schemas']['Region'];
export type SettlementRef = components['schemas']['SettlementRef'];
export type WorkScheduleDay = components['schemas']['WorkScheduleDay'];
export type DivisionSetting = components['schemas']['DivisionSetting'];
export type Division = components['schemas']['Division'];
export type DivisionPage = components['schemas']['DivisionPage'];
export type DivisionVersions = components['schemas']['DivisionVersions'];
export type Settlement = components['schemas']['Settlement'];
export type SettlementPage = components['schemas']['SettlementPage'];
export type Street = components['schemas']['Street'];
export type StreetPage = components['schemas']['StreetPage'];
export type ProhibitedIssuanceManifest = components['schemas']['ProhibitedIssuanceManifest'];
export type Measurement = components['schemas']['Measurement'];
export type MeasurementPage = components['schemas']['MeasurementPage'];
export type Currency = components['schemas']['Currency'];
export type CurrencyPage = components['schemas']['CurrencyPage'];
export type LocalizedText = components['schemas']['LocalizedText'];
export type CargoClassifier = components['schemas']['CargoClassifier'];
export type CargoClassifierList = components['schemas']['CargoClassifierList'];
export type CustomsFees = components['schemas']['CustomsFees'];
export type MoneyAmount = components['schemas']['MoneyAmount'];
export type ExchangeConversionRequest = components['schemas']['ExchangeConversionRequest'];
export type ExchangeConversionResponse = components['schemas']['ExchangeConversionResponse'];
export type AddressParts = components['schemas']['AddressParts'];
export type RegistrationAddress = components['schemas']['RegistrationAddress'];
export type ShipmentSender = components['schemas']['ShipmentSender'];
export type ShipmentRecipient = components['schemas']['ShipmentRecipient'];
export type ShipmentParcelInput = components['schemas']['ShipmentParcelInput'];
export type CalculationParcelInput = components['schemas']['CalculationParcelInput'];
export type InvoiceItem = components['schemas']['InvoiceItem'];
export type ShipmentInvoice = components['schemas']['ShipmentInvoice'];
export type CodBankAccount = components['schemas']['CodBankAccount'];
export type ShipmentServiceInput = components['schemas']['ShipmentServiceInput'];
export type ShipmentInput = components['schemas']['ShipmentInput'];
export type ShipmentResult = components['schemas']['ShipmentResult'];
export type ShipmentDeleted = components['schemas']['ShipmentDeleted'];
export type ShipmentStatus = components['schemas']['ShipmentStatus'];
export type ShipmentListParty = components['schemas']['ShipmentListParty'];
export type ShipmentListParcel = components['schemas']['ShipmentListParcel'];
export type ShipmentListService = components['schemas']['ShipmentListService'];
export type ShipmentListTracking = components['schemas']['ShipmentListTracking'];
export type Shipment = components['schemas']['Shipment'];
export type ShipmentPage = components['schemas']['ShipmentPage'];
export type LightReturnInput = components['schemas']['LightReturnInput'];
export type LightReturnResult = components['schemas']['LightReturnResult'];
export type InternationalStatusResponse = components['schemas']['InternationalStatusResponse'];
export type CalculationParty = components['schemas']['CalculationParty'];
export type CalculationInput = components['schemas']['CalculationInput'];
export type CalculatedService = components['schemas']['CalculatedService'];
export type CalculationResult = components['schemas']['CalculationResult'];
export type UploadInput = components['schemas']['UploadInput'];
export type SuccessFlag = components['schemas']['SuccessFlag'];
export type PlaceCheckInput = components['schemas']['PlaceCheckInput'];
export type PlaceCheckResult = components['schemas']['PlaceCheckResult'];
export type TrackingHistory = components['schemas']['TrackingHistory'];
export type TrackingEvent = components['schemas']['TrackingEvent'];
export type TrackingParcel = components['schemas']['TrackingParcel'];
export type TrackingCurrentStatus = components['schemas']['TrackingCurrentStatus'];
export type TrackingItem = components['schemas']['TrackingItem'];
export type TrackingResponse = components['schemas']['TrackingResponse'];
export type Attachment = components['schemas']['Attachment'];
export type RegistryShipmentRef = components['schemas']['RegistryShipmentRef'];
export type RegistryCreateInput = components['schemas']['RegistryCreateInput'];
export type RegistryShipmentsInput = components['schemas']['RegistryShipmentsInput'];
export type RegistryRenameInput = components['schemas']['RegistryRenameInput'];
export type Registry = components['schemas']['Registry'];
export type RegistryPage = components['schemas']['RegistryPage'];
export type PickupStatus = components['schemas']['PickupStatus'];
export type PickupCreateInput = components['schemas']['PickupCreateInput'];
export type PickupUpdateInput = components['schemas']['PickupUpdateInput'];
export type PickupStatusEntry = components['schemas']['PickupStatusEntry'];
export type PickupShipment = components['schemas']['PickupShipment'];
export type Pickup = components['schemas']['Pickup'];
export type PickupPage = components['schemas']['PickupPage'];
export type PickupDeleted = components['schemas']['PickupDeleted'];
export type PickupShipmentsInput = components['schemas']['PickupShipmentsInput'];
export type PickupShipmentsResult = components['schemas']['PickupShipmentsResult'];
export type PickupShipmentsRemoved = components['schemas']['PickupShipmentsRemoved'];
export type PickupStatusInput = components['schemas']['PickupStatusInput'];
export type TimeIntervalType = components['schemas']['TimeIntervalType'];
export type TimeIntervalInput = components['schemas']['TimeIntervalInput'];
export type TimeSlot = components['schemas']['TimeSlot'];
export type TimeIntervalDay = components['schemas']['TimeIntervalDay'];
export type TimeIntervals = components['schemas']['TimeIntervals'];
export type SubscriberCreateInput = components['schemas']['SubscriberCreateInput'];
export type SubscriberUpdateInput = components['schemas']['SubscriberUpdateInput'];
export type Subscriber = components['schemas']['Subscriber'];
export type SubscriberPage = components['schemas']['SubscriberPage'];
export type SubscriberNumbersInput = components['schemas']['SubscriberNumbersInput'];
export type SubscriberNumbersResult = components['schemas']['SubscriberNumbersResult'];
export type MessageResult = components['schemas']['MessageResult'];
export type WebhookTestInput = components['schemas']['WebhookTestInput'];
export type WebhookTestResult = components['schemas']['WebhookTestResult'];
export type FulfillmentGoodsUpdate = components['schemas']['FulfillmentGoodsUpdate'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseValidationFailed = components['responses']['ValidationFailed'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseUnavailable = components['responses']['Unavailable'];
export type ParameterLimit = components['parameters']['Limit'];
export type ParameterPage = components['parameters']['Page'];
export type ParameterAcceptLanguage = components['parameters']['AcceptLanguage'];
export type $defs = Record<string, never>;
export interface operations {
    createTestApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestApiKeyRequest"];
            };
        };
        responses: {
            /** @description Key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestApiKeyResponse"];
                };
            };
            /** @description Phone absent or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestApiKeyError"];
                };
            };
            /** @description No client with this phone. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestApiKeyError"];
                };
            };
            /** @description Several clients match. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestApiKeyError"];
                };
            };
            /** @description Second call on the same day. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestApiKeyError"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    getClientsAuthorization: {
        parameters: {
            query: {
                /** @description API key. */
                apiKey: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDivisions: {
        parameters: {
            query?: {
                /** @description Upper case; lower case gives 422. */
                countryCodes?: ("CZ" | "DE" | "EE" | "ES" | "FR" | "GB" | "HU" | "IT" | "LT" | "LV" | "MD" | "NL" | "PL" | "RO" | "SK" | "UA")[];
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"];
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"];
                settlementIds?: number[];
                divisionCategories?: ("Postomat" | "PostBranch" | "CargoBranch" | "PUDO")[];
                statuses?: ("Working" | "NotWorking" | "NotWorkingTemporary" | "InProcessOpening")[];
                prohibitedSending?: boolean;
                prohibitedIssuance?: boolean;
                latitude?: number;
                longitude?: number;
                /** @description Free text; documented by the SDK, missing from the reference. */
                textSearch?: string;
                /** @description City name, asterisk as wildcard; from a portal article. */
                name?: string;
                /** @description Seen in client code only. */
                ids?: number[];
            };
            header?: {
                /** @description Language of names; English when there is no translation. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DivisionPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDivisionVersions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of names; English when there is no translation. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Manifest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DivisionVersions"];
                };
            };
        };
    };
    getSettlements: {
        parameters: {
            query?: {
                /** @description Upper case; lower case gives 422. */
                countryCodes?: string[];
                textSearch?: string;
                /** @description Asterisk as wildcard. */
                name?: string;
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"];
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"];
            };
            header?: {
                /** @description Language of names; English when there is no translation. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getStreets: {
        parameters: {
            query: {
                settlementId: number;
                /** @description textSearch is silently ignored here. */
                name?: string;
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"];
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"];
            };
            header?: {
                /** @description Language of names; English when there is no translation. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreetPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getProhibitedIssuanceSettlements: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Manifest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProhibitedIssuanceManifest"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Action_not_available. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorMessageError"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMeasurements: {
        parameters: {
            query?: {
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"];
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasurementPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCurrencies: {
        parameters: {
            query?: {
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"];
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"];
                codes?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrencyPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCargoClassifiers: {
        parameters: {
            query?: {
                /** @description Recipient country. */
                "country-code"?: string;
                fuzzy?: boolean;
                keyword?: string;
                locale?: string;
                /** @description Number of rows. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Matches. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CargoClassifierList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCustomsFees: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Destination country. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rule. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomsFees"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Unknown country. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorMessageError"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    convertExchangeRates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeConversionRequest"];
            };
        };
        responses: {
            /** @description Sums. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeConversionResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getShipments: {
        parameters: {
            query?: {
                numbers?: string[];
                ids?: (number | string)[];
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"];
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"];
                /** @description Undocumented; live test shows that it filters. */
                clientOrder?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    createShipment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShipmentInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    createLightReturnShipment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LightReturnInput"];
            };
        };
        responses: {
            /** @description Created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LightReturnResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description errorMessage missing_allowed_light_return. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"];
                };
            };
            /** @description errorMessage shipment_not_found or status_not_allowed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"];
                };
            };
            /** @description errorMessage division_is_postomat, division_country_mismatch_with_route, invalid_parent_delivery_channel, no_coordinates_for_nearest_search, no_branch_available_in_city or no_valid_recipient_address. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            /** @description errorMessage request_timeout or service_unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"];
                };
            };
        };
    };
    getInternationalShipmentStatuses: {
        parameters: {
            query: {
                refs: string[];
                state: "Order" | "Closed" | "allOrders";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description States. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InternationalStatusResponse"];
                };
            };
            /** @description Bad refs or state. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    calculateShipment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalculationInput"];
            };
        };
        responses: {
            /** @description Quote. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalculationResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    verifyShipmentPlace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceCheckInput"];
            };
        };
        responses: {
            /** @description Place. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceCheckResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateShipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Shipment id; a number in Europe, a UUID in Ukraine. */
                id: components["schemas"]["EntityId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShipmentInput"];
            };
        };
        responses: {
            /** @description Accepted. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteShipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Shipment id; Europe also takes the waybill number. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentDeleted"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    uploadShipmentFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Shipment id; a number in Europe, a UUID in Ukraine. */
                id: components["schemas"]["EntityId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadInput"];
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessFlag"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    printShipments: {
        parameters: {
            query: {
                /** @description One number only with type marking. */
                numbers: string[];
                /** @description The reference types it as an array; clients send one value. */
                type: "marking" | "international" | "invoice";
                /** @description marking takes size_100_100 only. */
                printSizeType?: "size_100_100" | "size_A4";
                /** @description First or last mile; marking only. */
                deliveryType?: "Pickup" | "Shipment";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description PDF. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTrackingHistory: {
        parameters: {
            query?: {
                numbers?: string[];
                ids?: (number | string)[];
                /** @description From the SDK text: needed when neither numbers nor ids are given. */
                trackingDateFrom?: string;
                /** @description See trackingDateFrom. */
                trackingDateTo?: string;
                /** @description 1 adds related_numbers and long labels. */
                extended?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description History. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingHistory"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTracking: {
        parameters: {
            query?: {
                numbers?: string[];
                ids?: (number | string)[];
                /** @description From the SDK text: needed when neither numbers nor ids are given. */
                trackingDateFrom?: string;
                /** @description See trackingDateFrom. */
                trackingDateTo?: string;
                withUndeliveryReason?: boolean;
                withCreatedOnTheBasis?: boolean;
                /** @description Limits history to one country. */
                countryCode?: string;
                /** @description 1 adds alternativeNumbers and alternativeNumbersGW. */
                external?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tracking. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getShipmentAttachments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Waybill number. */
                shipmentNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Files. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description Not yours, not found, or none. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlainError"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadShipmentAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Waybill number. */
                shipmentNumber: string;
                /** @description storageInfo.id. */
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description File bytes; the reference names application/pdf, the samples are PNG. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/octet-stream": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description Not yours. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlainError"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRegistries: {
        parameters: {
            query?: {
                /** @description Ask for European registries; portal only. */
                isEURegistry?: boolean;
                /** @description Needed without numbers. */
                ids?: string[];
                /** @description Needed without ids. */
                numbers?: string[];
                settlementIds?: string[];
                /** @description Adds shipmentsInfo; portal only. */
                withShipmentsInfo?: boolean;
                /** @description Inclusive; sample 23.09.2025. */
                createdAtFrom?: string;
                /** @description Exclusive; sample 25.09.2025. */
                createdAtTo?: string;
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"];
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistryPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    createRegistry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistryCreateInput"];
            };
        };
        responses: {
            /** @description Registry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registry"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    addRegistryShipments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistryShipmentsInput"];
            };
        };
        responses: {
            /** @description Registry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registry"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeRegistryShipments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistryShipmentsInput"];
            };
        };
        responses: {
            /** @description Registry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registry"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    renameRegistry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistryRenameInput"];
            };
        };
        responses: {
            /** @description Registry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registry"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteRegistry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Flag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessFlag"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPickups: {
        parameters: {
            query?: {
                numbers?: string[];
                ids?: number[];
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"];
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PickupPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    createPickup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PickupCreateInput"];
            };
        };
        responses: {
            /** @description Draft. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pickup"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    updatePickup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Pickup id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PickupUpdateInput"];
            };
        };
        responses: {
            /** @description Pickup. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pickup"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    deletePickup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Pickup id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PickupDeleted"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    addPickupShipments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Pickup id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PickupShipmentsInput"];
            };
        };
        responses: {
            /** @description Added. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PickupShipmentsResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    removePickupShipments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Pickup id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PickupShipmentsInput"];
            };
        };
        responses: {
            /** @description Removed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PickupShipmentsRemoved"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    updatePickupStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Pickup id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PickupStatusInput"];
            };
        };
        responses: {
            /** @description Flag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessFlag"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    findTimeIntervals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimeIntervalInput"];
            };
        };
        responses: {
            /** @description Hours. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeIntervals"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSubscribers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriberPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    createSubscriber: {
        parameters: {
            query?: {
                type?: "individual" | "numbers" | "legal" | "creator";
                url?: string;
                isActive?: boolean;
                phone?: string;
                secretToken?: string;
                eventTypes?: string[];
                sendWarnings?: boolean;
                warningEmail?: string;
                companyTins?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SubscriberCreateInput"];
            };
        };
        responses: {
            /** @description Subscriber. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscriber"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateSubscriber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Subscriber UUID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriberUpdateInput"];
            };
        };
        responses: {
            /** @description Subscriber. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscriber"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteSubscriber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Subscriber UUID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted; the reference nevertheless shows a JSON message. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    addNumbersToSubscriber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Subscriber UUID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriberNumbersInput"];
            };
        };
        responses: {
            /** @description Result. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriberNumbersResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteNumbersToSubscriber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Subscriber UUID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriberNumbersInput"];
            };
        };
        responses: {
            /** @description Result. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WebhookTestInput"];
            };
        };
        responses: {
            /** @description Flag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTestResult"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateFulfillmentGoods: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case country, e.g. pl. */
                countrycode: string;
                /** @description Goods UUID. */
                objectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FulfillmentGoodsUpdate"];
            };
        };
        responses: {
            /** @description Changed fields. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FulfillmentGoodsUpdate"];
                };
            };
            /** @description Malformed request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
        };
    };
}
