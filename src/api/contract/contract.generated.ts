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
    responses: {
        /** @description Token or key missing, wrong or expired. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": FieldErrors;
            };
        };
        /** @description Key may not do this, or an edge filter refused the call. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": FieldErrors;
            };
        };
        /** @description Nothing there. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": FieldErrors;
            };
        };
        /** @description Input refused. */
        ValidationFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": FieldErrors;
            };
        };
        /** @description Too many calls; official SDKs map this code, no limit is documented. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": FieldErrors;
            };
        };
        /** @description Time-out or maintenance. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": FieldErrors;
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
/** @description Page counters that sit beside items in list answers. from/to are absent on registry, pickup and subscriber lists. */
export interface PageMeta {
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
}
/**
 * @description Usual failure body.
 * @example {
 *       "errors": {
 *         "errorMessage": "Invalid token"
 *       }
 *     }
 */
export interface FieldErrors {
    /** @description Field path (dot form, e.g. parcels.0.cargoCategory) or the literal errorMessage, mapped to a message or message key. */
    errors: {
        [key: string]: string;
    };
}
/** @description Body of 400 from the international status call. */
export interface MessageError {
    /** @description Reason. */
    message: string;
}
/** @description Body of 422 from the customs-fee call and of 404 from the prohibited-issuance dictionary. */
export interface ErrorMessageError {
    /** @description Reason. */
    ErrorMessage: string;
}
/** @description Body of 422 from the attachment calls. */
export interface PlainError {
    /** @description Reason. */
    error: string;
}
/** @description Failure body of the test-key call. */
export interface TestApiKeyError {
    /** @description Always false. */
    success: boolean;
    /** @description Reasons. */
    errors: string[];
}
/**
 * @description Who pays.
 * @enum {string}
 */
export type PayerType = "Sender" | "Recipient" | "ThirdPerson";
/** @description Payment state of a service or document; open list. */
export type PaymentStatus = "Paid" | "NeedPay" | "ContractAfterPayment" | "FreeOfCharge" | "Holded" | (string & {});
/**
 * @description An id: an integer in Europe, a UUID in Ukraine; some lists give integers as text.
 * @example 500001
 */
export type EntityId = number | string;
/** @description Numeric status code sent as text; treat as an open list. */
export type TrackingStatusCode = "1" | "2" | "4" | "5" | "6" | "7" | "8" | "9" | "10" | "11" | "13" | "16" | "17" | "19" | "30" | "31" | "99" | "101" | "102" | "103" | "104" | "105" | "106" | "110" | "111" | "112" | "113" | "114" | "115" | "116" | "117" | "118" | "119" | "120" | "121" | "122" | "123" | "124" | "125" | "126" | "127" | "128" | "130" | "131" | "132" | "141" | "144" | "149" | "155" | "197" | "198" | "199" | "999" | (string & {});
/** @description Movement event name; treat as an open list. */
export type TrackingEventName = "MovingPostomat" | "Utilization" | "ReturnTransferPoint" | "ChangingTheDateWithTimeInterval" | "OrderRedirecting" | "EWCargoAutoReturnRecipient" | "ChangingTheDate" | "UndeliveryReasonsNoConnection" | "UndeliveryReasonsClient" | "ArrivalSenderDoors" | "LoadingCourier" | "OrderCargoReturn" | "Deleted" | "TransferPoint" | "InCityRecipientDeparture" | "InCityRecipientArrival" | "MoneyTransferAddress" | "MoneyTransfer" | "DepartureSenderWarehouseFullfilment" | "DepartureSenderWarehouse" | "Departure" | "Arrival" | "CreateID" | "CreateIDFullfilment" | "ReceivedDoorsFuture" | "EWRedeliveryAddress" | "EWRedeliveryDivision" | "MovingPoint" | "InCityRecipientPlan" | "DepartureSenderWarehouseFuture" | "DepartureFuture" | "ArrivalFuture" | "TransferPointPostomat" | "OnTheWayArrival" | "OnTheWayArrivalFuture" | "ArrivalSenderWarehouse" | "ArrivalRecipientWarehouse" | "ArrivalRecipientWarehouseFuture" | "OnTheWayDeparture" | "OnTheWayDepartureFuture" | "ReceivedWarehouse" | "ReceivedDoors" | "InCityRecipientFuture" | "InCityRecipient" | "InCityRecipientArrivalFuture" | "InCityRecipientDepartureFuture" | "InCityRecipientPlanFuture" | "ArrivalSenderPostomat" | "LoadingCourierFuture" | "ArrivalSenderDoorsFuture" | "MoneyTransferAddressFuture" | "EWRedeliveryAddressFuture" | "ArrivalDeliveryService" | "ArrivalSenderCityDeliveryService" | "ArrivalTerminal" | "ArrivalCustomsBrokerPartner" | "DepartureDeliveryService" | "DepartureSenderCityDeliveryService" | "DepartureCustomsBrokerPartner" | "ArrivalDeliveryServiceFuture" | "ArrivalSenderCityDeliveryServiceFuture" | "ArrivalTerminalFuture" | "ArrivalCustomsBrokerPartnerFuture" | "DepartureDeliveryServiceFuture" | "DepartureSenderCityDeliveryServiceFuture" | "DepartureTerminalFuture" | "DepartureCustomsBrokerPartnerFuture" | "DepartureTerminal" | "ArrivalDepot" | "DepartureDepot" | "ArrivalDepotFuture" | "DepartureDepotFuture" | "ArrivalSenderCityDepot" | "DepartureSenderCityDepot" | "ArrivalSenderCityDepotFuture" | "DepartureSenderCityDepotFuture" | "CustomsClearanceInitiated" | "ArrivalSC" | "TransferToPartner" | "ArrivalDestinationDepot" | "DepartureDestinationDepot" | "ArrivalDestinationDepotFuture" | "DepartureDestinationDepotFuture" | "ArrivalDestinationDeliveryService" | "DepartureDestinationDeliveryService" | "ArrivalDestinationDeliveryServiceFuture" | "DepartureDestinationDeliveryServiceFuture" | "ArrivalSenderCityTerminal" | "ArrivalDestinationTerminal" | "ArrivalSenderCityTerminalFuture" | "ArrivalDestinationTerminalFuture" | "DepartureSenderCityTerminal" | "DepartureDestinationTerminal" | "DepartureSenderCityTerminalFuture" | "DepartureDestinationTerminalFuture" | "ArrivalSameSettlementImport" | "ArrivalSameSettlementImportFuture" | "ArrivalSameSettlementLocal" | "ArrivalSameSettlementLocalFuture" | "DeclarationDeleted" | "DeclarationUtilization" | "DeclarationArrivalCustomTerminal" | "DeclarationInRoute" | "DeclarationBrokerRejection" | "DeclarationCargoLost" | "DeclarationCargoNotArrive" | "DeclarationCargoProhibitedForImport" | "DeclarationCargoUnderInspectionCustoms" | "DeclarationCustomsCargoInspection" | "DeclarationCustomsCargoSeizedBySmugglingDepartment" | "DeclarationCustomsClearanceInitiated" | "DeclarationCustomsDocumentsReceived" | "DeclarationCustomsHold" | "DeclarationCustomClearanceIsCompleted" | "DeclarationSentToDestinationCountry" | "DeclarationArrivalCustomTerminalOutsideManifest" | "ArrivalTransitWarehouse" | "DepartureFromTransitWarehouse" | "ParcelWasTransferredToPartner" | "ReceivedPartner" | "ArrivalRecipientPartnerWarehouse" | "AlternativeDelivery" | "ShelfLifeHasExpired" | "ShelfLifeHasExpiredReturn" | "Lost" | "ProblemWithPostomat" | "NoFreeSlotsInPostomat" | "DepartureDuplicate" | "ArrivalDuplicate" | "InRouteDuplicate" | "InRouteDuplicatePassed" | "DepartureDuplicatePassed" | "ArrivalDuplicatePassed" | "ArrivalCustomTerminal" | "SentForCustomsClearance" | "CustomClearanceIsCompleted" | "SentToDestinationCountry" | "ArrivalRecipientPostomat" | "LoadingCourierForMoving" | "CanceledSender" | "PickUpCreated" | "PickUpAppointedCourier" | "PickUpInProgress" | "PickUpDone" | "PickUpNotCompleted" | "PickUpReceivedByCourier" | "PickUpNotPacked" | "CustomsRefusal" | "DeclarationAddedToManifest" | "DeclarationCustomerNoResponse" | "DeclarationPackagingDamaged" | "DeclarationShipmentDamaged" | "DeclarationInvalidCustomerData" | "DeclarationNoSupportingDocuments" | "DeclarationAwaitingCustomsRelease" | "DeclarationShipmentAudit" | "DeclarationRequireCustomsClearance" | (string & {});
export interface TestApiKeyRequest {
    /**
     * @description Digits only, country prefix first, no plus sign; Ukrainian numbers are refused.
     * @example 498213437654
     */
    phone: string;
}
export interface TestApiKeyResponse {
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
}
export interface AuthorizationResponse {
    /** @description Three-part JWT, good for one hour. */
    jwt: string;
}
/** @description Payload of the JWT. Not an HTTP body; here so an emulator can mint lookalikes. */
export interface JwtClaims {
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
}
export interface RegionParent {
    /** @description Id. */
    id: number;
    /** @description Name. */
    name: string;
}
export interface Region {
    /** @description District id. */
    id: number;
    /** @description District name. */
    name: string;
    parent?: RegionParent;
}
export interface SettlementRef {
    /** @description Settlement id. */
    id: number;
    /** @description Name in the requested language. */
    name: string;
    region?: Region;
}
export interface WorkScheduleDay {
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
}
export interface DivisionSetting {
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
}
/** @description Branch, cargo branch, locker or partner point. */
export interface Division {
    /** @description Division id; value for divisionId elsewhere. */
    id: number;
    /** @description Title. */
    name: string;
    /** @description Short title. */
    shortName?: string;
    /** @description Carrier-internal id. */
    externalId?: string;
    /** @description System the record came from; open list. */
    source?: ("NPUA" | "NPAX" | "InPost" | "NPDepartment" | "NPMD1C" | "GLS_CZ" | "DPD" | "Venipak" | "SPS" | "ExpressOne" | (string & {})) | null;
    /** @description ISO alpha-2. */
    countryCode: string;
    settlement?: SettlementRef;
    /** @description One-line address. */
    address?: string;
    /** @description Address for display. */
    displayAddress?: string | null;
    /** @description Branch number; not unique in every country. Value for divisionNumber. */
    number?: string;
    /** @description Operating state. */
    status?: "Working" | "NotWorking" | "NotWorkingTemporary" | "InProcessOpening" | (string & {});
    /** @description Internal flag. */
    customerServiceAvailable?: boolean;
    /** @description Kind of point. */
    divisionCategory?: "PostBranch" | "CargoBranch" | "Postomat" | "PUDO" | (string & {});
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
    workSchedule?: WorkScheduleDay[];
    girthValue?: number | null;
    girthFormula?: string | null;
    settings?: DivisionSetting[];
    /** @description Moldova only: logistics district code. */
    logisticsCode?: string | number | null;
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
}
/** @description Page of divisions. */
export type DivisionPage = PageMeta & {
    items: Division[];
};
/** @description Manifest of the offline division directory. */
export interface DivisionVersions {
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
}
export interface Settlement {
    /** @description Settlement id. */
    id: number;
    /** @description Name. */
    name: string;
    region?: Region | null;
    alternativeNames?: string[];
    prohibitedSending?: boolean | null;
    prohibitedIssuance?: boolean | null;
    externalId?: string | null;
    boost?: number | null;
}
/** @description Page of settlements. */
export type SettlementPage = PageMeta & {
    items: Settlement[];
};
export interface Street {
    /** @description Street id. */
    id: number;
    /** @description Street name with its type prefix. */
    name: string;
    settlement?: {
        id: number;
        name?: string;
    };
    alternativeNames?: string[];
}
/** @description Page of streets. */
export type StreetPage = PageMeta & {
    items: Street[];
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
export interface ProhibitedIssuanceManifest {
    [key: string]: unknown;
}
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
export interface Measurement {
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
}
/** @description Page of units. */
export type MeasurementPage = PageMeta & {
    items: Measurement[];
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
export interface Currency {
    /** @description ISO 4217 letters. */
    code: string;
    numCode?: string | number;
    /** @description Name. */
    name: string;
    /** @description Short name. */
    shortName?: string;
    symbol?: string | number;
    /** Format: date-time */
    createdAt?: string;
    /** Format: date-time */
    updatedAt?: string;
    /** Format: date-time */
    deletedAt?: string | null;
}
/** @description Page of currencies. */
export type CurrencyPage = PageMeta & {
    items: Currency[];
};
export interface LocalizedText {
    /** @description English. */
    en: string;
    /** @description Language asked for in locale. */
    currentLocal: string;
}
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
export interface CargoClassifier {
    /** @description Id. */
    id: string;
    /** @description Commodity code; 8 digits for UA, 10 for CA and MD. */
    hsCode: string;
    category?: LocalizedText;
    subCategory?: LocalizedText;
    keywords?: LocalizedText;
    product?: LocalizedText;
    description?: LocalizedText;
    exportFromUA?: boolean;
    importToUA?: boolean;
}
/** @description Not paged. */
export interface CargoClassifierList {
    status?: boolean;
    source?: string;
    error?: string;
    /** @description Null when nothing matches. */
    items: CargoClassifier[] | null;
    pagination?: {
        offset?: number;
        size?: number;
        total?: number;
    };
}
/**
 * @example {
 *       "customFeeActive": true,
 *       "declaredCost": 150
 *     }
 */
export interface CustomsFees {
    /** @description Whether the sender may pay duties. */
    customFeeActive: boolean;
    /** @description Top declared value for which that holds, in the destination currency. */
    declaredCost: number;
}
export interface MoneyAmount {
    currencyCode: string;
    /**
     * Format: float
     * @description Two decimals.
     */
    amount: number;
}
export interface ExchangeConversionRequest {
    /**
     * Format: float
     * @description Sum to convert, two decimals.
     */
    amount: number;
    /** @description Country whose currency becomes mainCurrency. */
    countryCode: CountryCode;
    /** @description Currency of amount. */
    currencyCode: string;
    /**
     * Format: date-time
     * @description Rate date; clients send YYYY-MM-DDT00:00:00.000000Z.
     */
    date: string;
}
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
export interface ExchangeConversionResponse {
    requestCurrency: MoneyAmount;
    mainCurrency: MoneyAmount;
    convertedCurrencies: MoneyAmount[];
}
/** @description Postal address. City, street, postCode and building are needed when no division is named. The parts must not repeat each other. An empty object is accepted beside a division. */
export interface AddressParts {
    /** @description City. */
    city?: string | undefined;
    /** @description State or province; required when either side is US, IE or CA (two-letter state for US). */
    region?: string | undefined;
    /** @description Street. */
    street?: string | undefined;
    /** @description Postal code. */
    postCode?: string | undefined;
    /** @description House number. */
    building?: string | undefined;
    /** @description Flat. */
    flat?: string | undefined;
    /** @description Block. */
    block?: (string | null) | undefined;
    /** @description Hint for the courier. */
    note?: string | undefined;
}
/** @description Recipient's registered address; wanted for DE, SK, HU and FR. */
export interface RegistrationAddress {
    city?: string | undefined;
    street?: string | undefined;
    zipCode?: string | undefined;
    building?: string | undefined;
    apartment?: string | undefined;
    state?: string | undefined;
}
/** @description Sending side. One of divisionId, divisionNumber or addressParts is needed. */
export interface ShipmentSender {
    /** @description Tax id of the company; absent means a private person. */
    companyTin?: (string | null) | undefined;
    /** @description Company name. */
    companyName?: (string | null) | undefined;
    /** @description EORI number. */
    eoriCode?: (string | null) | undefined;
    /**
     * @description E.164 digits; a leading plus is tolerated. List schemas state 8 to 15 characters.
     * @example 48211111111
     */
    phone: string;
    /** @description E-mail; needed when the route crosses the EU border. */
    email?: string | undefined;
    /** @description Full name or contact person. */
    name: string;
    /** @description ISO alpha-2. */
    countryCode: CountryCode;
    /**
     * @description Branch number.
     * @example 32521/1
     */
    divisionNumber?: (string | null) | undefined;
    /** @description Branch id. This camel-case spelling is used in every sample and by live-tested code. */
    divisionId?: (number | string | null) | undefined;
    /** @description Settlement id from the settlements directory; the only way a Ukrainian courier address is resolved in live tests. */
    settlementId?: (number | null) | undefined;
    /** @description Address as one text; published requests send it beside addressParts. */
    address?: (string | null) | undefined;
    addressParts?: AddressParts | undefined;
    /** @description IOSS number, letters and digits. */
    ioss?: (string | null) | undefined;
}
/** @description Receiving side. One of divisionId, divisionNumber or addressParts is needed. */
export interface ShipmentRecipient {
    /** @description Tax id of the company; absent means a private person. */
    companyTin?: (string | null) | undefined;
    /** @description Company name. */
    companyName?: (string | null) | undefined;
    /** @description EORI number. */
    eoriCode?: (string | null) | undefined;
    /**
     * @description E.164 digits; a leading plus is tolerated. List schemas state 8 to 15 characters.
     * @example 48211111111
     */
    phone: string;
    /** @description E-mail; needed when the route crosses the EU border. */
    email?: string | undefined;
    /** @description Full name or contact person. */
    name: string;
    /** @description ISO alpha-2. */
    countryCode: CountryCode;
    /**
     * @description Branch number.
     * @example 32521/1
     */
    divisionNumber?: (string | null) | undefined;
    /** @description Branch id. This camel-case spelling is used in every sample and by live-tested code. */
    divisionId?: (number | string | null) | undefined;
    /** @description Settlement id from the settlements directory; the only way a Ukrainian courier address is resolved in live tests. */
    settlementId?: (number | null) | undefined;
    /** @description Address as one text; published requests send it beside addressParts. */
    address?: (string | null) | undefined;
    addressParts?: AddressParts | undefined;
    /** @description IOSS number, letters and digits. */
    ioss?: (string | null) | undefined;
    /** @description Google place id from the place check. */
    placeId?: string | undefined;
    registrationAddressRecipient?: RegistrationAddress | undefined;
}
export interface ShipmentParcelInput {
    /**
     * @description Kind of cargo. Create lists parcel and documents; update and calculation add cargo; newer client code adds pallet.
     * @enum {string}
     */
    cargoCategory: "parcel" | "documents" | "cargo" | "pallet";
    /** @description What is inside. */
    parcelDescription: string;
    /** @description Declared value in sender currency; above 0 from Ukraine, 0 allowed inside the EU (the published minimum of 1 contradicts that). */
    insuranceCost: number | string;
    /**
     * @description Currency of insuranceCost.
     * @example EUR
     */
    insuranceCurrencyCode?: string | undefined;
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
    volumetricWeight?: number | undefined;
    /** @description Update only. */
    untied?: boolean | undefined;
    /** @description Sent empty or null in samples. */
    number?: (string | null) | undefined;
}
export interface CalculationParcelInput {
    /**
     * @description Kind of cargo. Create lists parcel and documents; update and calculation add cargo; newer client code adds pallet.
     * @enum {string}
     */
    cargoCategory: "parcel" | "documents" | "cargo" | "pallet";
    /** @description What is inside. */
    parcelDescription?: string | undefined;
    /** @description Declared value in sender currency; above 0 from Ukraine, 0 allowed inside the EU (the published minimum of 1 contradicts that). */
    insuranceCost?: (number | string) | undefined;
    /**
     * @description Currency of insuranceCost.
     * @example EUR
     */
    insuranceCurrencyCode?: string | undefined;
    /** @description Parcel order number from 1. */
    rowNumber: number;
    /** @description mm */
    width?: number | undefined;
    /** @description mm */
    length?: number | undefined;
    /** @description mm */
    height?: number | undefined;
    /** @description Grams; rounded down to 10 g. */
    actualWeight: number;
    /** @description Grams; sent in samples though absent from the create table. */
    volumetricWeight?: number | undefined;
}
export interface InvoiceItem {
    /** @description Own id of the line. */
    id?: (string | number) | undefined;
    /**
     * @description PA box, PX pallet.
     * @enum {string|null}
     */
    packingType?: ("PA" | "PX" | null) | undefined;
    /** @description Commodity code: exactly 10 digits when either side is MD or CA (longer is cut), else 8 to 10. Non-digits are dropped first. */
    hsCode?: (string | null) | undefined;
    /** @description Local name. */
    name?: string | undefined;
    /** @description English name. */
    nameEng?: string | undefined;
    material?: string | undefined;
    materialEng?: string | undefined;
    madeInCountryCode?: (CountryCode | null) | undefined;
    producerAndModel?: (string | null) | undefined;
    /** @description Grams; rounded down to 10 g. */
    actualWeight?: (number | null) | undefined;
    /** @description Unit code; kg is forced for hsCode 210690 and 630900. */
    measurementCode?: string | undefined;
    amount?: number | undefined;
    /** @description In sender currency. */
    cost?: number | undefined;
    /** @description UA to EU only; UAH when absent; one currency per invoice. */
    currency?: string | undefined;
    costUsd?: number | undefined;
    costEur?: number | undefined;
}
/** @description Customs data; needed when the route crosses the EU border, may be null otherwise. */
export interface ShipmentInvoice {
    /** @description Own invoice number. */
    customerNumber?: (string | null) | undefined;
    /**
     * @description Update and light return list DAP only.
     * @enum {string}
     */
    incoterm?: ("DAP" | "DDP") | undefined;
    currencyCode?: string | undefined;
    /** @enum {string} */
    exportReason?: ("ForPersonalPurposes" | "Selling" | "Repair" | "Return" | "Other") | undefined;
    totalCost?: number | undefined;
    totalCostEur?: number | undefined;
    totalCostUsd?: number | undefined;
    /**
     * @description UA to EU only; Recipient unless stated.
     * @enum {string}
     */
    payerFeesCustoms?: ("Sender" | "Recipient" | "ThirdPerson") | undefined;
    /** @description Newer clients send this instead of totalCost. */
    cost?: number | undefined;
    /** @description Newer clients send this instead of currencyCode. */
    currency?: string | undefined;
    /**
     * Format: date-time
     * @description Date of the own invoice.
     */
    customerCreatedAt?: string | undefined;
    /** @enum {string} */
    type?: ("Invoice" | "ProformaInvoice") | undefined;
    items?: readonly InvoiceItem[] | undefined;
}
export interface CodBankAccount {
    /** @description Sum paid to the account. */
    amount: number;
    currencyCode?: string | undefined;
    /** @description Tax id or like (EDRPOU, TIN, NIP). */
    bankAccountId: string;
    /** @description IBAN. */
    bankAccountName: string;
    description?: string | undefined;
    /** @enum {string} */
    commissionPayer: "Recipient" | "Sender";
}
export interface ShipmentServiceInput {
    /** @description Service code. */
    serviceCode?: ("COD" | "ExpBackwardGoods" | "ExpBackwardCreditDoc" | (string & {})) | undefined;
    serviceName?: ("COD" | "AfterpaymentOnGoodsCost" | (string & {})) | undefined;
    /** @description Service UUID used inside Ukraine. */
    serviceId?: string | undefined;
    shipmentParcelRowNumber?: (number | null) | undefined;
    contractNumber?: (string | null) | undefined;
    /** @description Sum the recipient pays. */
    amount: number;
    payerType: PayerType;
    additionalParameters?: {
        cod?: {
            cash?: unknown | undefined;
            card?: unknown | undefined;
            bankAccount?: CodBankAccount | undefined;
        } | undefined;
        /** @description Spelled this way in the Ukrainian sample; value Cash. */
        avaiblePayments?: string | undefined;
    } | undefined;
}
/** @description Body of create and update; update replaces the whole document. */
export interface ShipmentInput {
    /**
     * @description Only value a client may set.
     * @enum {string}
     */
    status?: "ReadyToShip" | undefined;
    /** @description Own order id; not deduplicated. */
    clientOrder?: string | undefined;
    note?: string | undefined;
    payerType: PayerType;
    /** @description Contract number; needed for ThirdPerson and for non-cash payment. An EDRPOU works for Ukrainian clients. */
    payerContractNumber?: (string | null) | undefined;
    /**
     * @description Tariff; chosen by the carrier when absent. The field name comes from client code.
     * @enum {string}
     */
    deliveryType?: ("standard" | "economy" | "express") | undefined;
    /** @description Empty in Ukrainian samples. */
    number?: string | undefined;
    /** @description Array in most samples; one published sample sends a bare object. */
    services?: readonly ShipmentServiceInput[] | undefined;
    invoice?: (ShipmentInvoice | null) | undefined;
    parcels: readonly ShipmentParcelInput[];
    sender: ShipmentSender;
    recipient: ShipmentRecipient;
}
export interface ShipmentResult {
    id: EntityId;
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
    deliveryPartners?: unknown[];
}
export interface ShipmentDeleted {
    /** @description Moment of deletion. */
    deletedAt?: string;
}
/** @description Document state. */
export type ShipmentStatus = "Draft" | "Accepted" | "Issued" | "ReadyToShip" | "Deleted" | "Returned" | "Utilized" | (string & {});
export interface ShipmentListParty {
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
    serviceType?: string | null;
    ioss?: string | null;
    eoriCode?: string | null;
    registrationAddressParts?: {
        [key: string]: unknown;
    } | unknown[] | null;
}
export interface ShipmentListParcel {
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
}
export interface ShipmentListService {
    id?: number;
    shipment_parcel_row_number?: number | null;
    service_id?: string;
    /** @description Group. */
    service_type?: "InternationalServices" | "MainService" | "AdditionalServices" | (string & {});
    service_name?: string;
    parcel_number?: string;
    payer_type?: string;
    amount?: number;
    price?: number;
    discount?: number;
    cost?: number;
    cost_before_check?: number | null;
    payment_status?: PaymentStatus;
    additional_parameters?: {
        cod?: unknown;
        date?: unknown;
        from?: unknown;
        to?: unknown;
        string?: unknown;
        fullName?: unknown;
        phone?: unknown;
        divisionId?: unknown;
        addressParts?: unknown;
    };
    service_code?: string | null;
    currency_code?: string | null;
}
export interface ShipmentListTracking {
    number?: string;
    date?: string;
    division?: string;
    settlement?: string;
    event?: string;
    /** @description passed, now or future. */
    event_status?: string;
    code?: TrackingStatusCode;
    division_name?: string;
    settlement_name?: string;
    event_name?: string;
}
/** @description Row of the shipment list; mixes camel and snake case. */
export interface Shipment {
    id: EntityId;
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
    status: ShipmentStatus;
    gtid?: string;
    paymentStatus?: PaymentStatus;
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
    sender?: ShipmentListParty;
    recipient?: ShipmentListParty;
    parcels?: ShipmentListParcel[];
    services?: ShipmentListService[];
    onlineTracking?: {
        tracking_status_code?: number;
        tracking_update_date?: string;
        short_description?: string;
        long_description?: string;
        info?: string;
        label?: string;
    };
    tracking?: ShipmentListTracking[];
    /** @description Kilograms in the sample, though parcels carry grams. */
    totalWeight?: number | string;
    totalInsuranceCost?: number;
    totalCost?: number;
    pickupId?: number | string | null;
    pickupNumber?: string | null;
    pickupShipmentStatus?: string | null;
}
/** @description Page of shipments. */
export type ShipmentPage = PageMeta & {
    items: Shipment[];
};
/** @description All but number is inherited from the parent when absent. */
export interface LightReturnInput {
    /**
     * @description Parent shipment number.
     * @example SHMD0000000000
     */
    number: string;
    /** @description Branch that takes the return. */
    divisionId?: string | undefined;
    senderPhone?: string | undefined;
    addressParts?: AddressParts | undefined;
    invoice?: ShipmentInvoice | undefined;
    parcels?: readonly ShipmentParcelInput[] | undefined;
}
/** @description Full return document; the reference gives only a sample for it. */
export interface LightReturnResult {
    id: EntityId;
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
    paymentStatus?: PaymentStatus;
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
}
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
export interface InternationalStatusResponse {
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
}
/** @description A sender without division or address is refused in live use. Name, phone and email are sent by some clients and ignored. */
export interface CalculationParty {
    companyTin?: (string | null) | undefined;
    companyName?: (string | null) | undefined;
    countryCode?: CountryCode | undefined;
    divisionNumber?: (string | null) | undefined;
    divisionId?: (number | string | null) | undefined;
    settlementId?: (number | null) | undefined;
    addressParts?: AddressParts | undefined;
    name?: string | undefined;
    phone?: string | undefined;
    email?: string | undefined;
}
export interface CalculationInput {
    payerType: PayerType;
    /**
     * @description Needed for ThirdPerson except from Ukraine.
     * @example CNPP-00001797
     */
    payerContractNumber?: string | undefined;
    invoice?: {
        /** @enum {string} */
        incoterm?: ("DAP" | "DDP") | undefined;
        currency?: string | undefined;
        /** @description Needed with DDP. */
        cost?: number | undefined;
        payerFeesCustoms?: PayerType | undefined;
    } | undefined;
    parcels: readonly CalculationParcelInput[];
    sender: CalculationParty;
    recipient: CalculationParty;
    services?: readonly ShipmentServiceInput[] | undefined;
}
export interface CalculatedService {
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
    paymentStatus?: PaymentStatus;
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
        divisionId?: unknown;
        addressParts?: unknown;
    };
    /** @description Present on some rows only. */
    currencyCode?: string;
    createdAt?: string | null;
    updatedAt?: string | null;
}
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
export interface CalculationResult {
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
    services: CalculatedService[];
}
export interface UploadInput {
    /**
     * Format: byte
     * @description Base64 of the file.
     */
    file: string;
    /** @description Stored name; "invoice" when absent. */
    fileName?: string | undefined;
    /** @description Named by the PHP SDK; application/pdf. */
    fileContentType?: string | undefined;
}
export interface SuccessFlag {
    success: boolean;
}
/** @description Fields unknown; the Magento plug-in passes an address and a country. */
export interface PlaceCheckInput {
    [key: string]: unknown;
}
/**
 * @description Unknown; expected to hold a Google placeId.
 * @example {
 *       "placeId": "ChIJAZ-GmmbMHkcR_NPqiCq-8HI"
 *     }
 */
export interface PlaceCheckResult {
    [key: string]: unknown;
}
export interface TrackingHistory {
    items: {
        id?: EntityId;
        number: string | number;
        history_tracking: {
            code: TrackingStatusCode;
            /** @description Localised label; longer when extended=1. */
            code_name?: string;
            country_code?: string;
            settlement?: string;
            date: string;
        }[] | null;
        /** @description Only with extended=1. */
        related_numbers?: string[];
        scheduled_delivery_date?: string | null;
    }[];
}
export interface TrackingEvent {
    number?: string;
    date?: string | null;
    event: TrackingEventName;
    /** @description passed, now or future; lower case in the sample, capitalised in the reference. */
    eventStatus: string;
    countryCode?: string | null;
    code: TrackingStatusCode;
    divisionName?: string | null;
    settlementName?: string | null;
    /** @description Localised text. */
    eventName?: string;
}
export interface TrackingParcel {
    number?: string | number | null;
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
}
export interface TrackingCurrentStatus {
    number: string | number;
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
}
export interface TrackingItem {
    currentStatus?: TrackingCurrentStatus | TrackingCurrentStatus[] | null;
    detailsTracking?: TrackingEvent[] | null;
    historyOnlineTracking?: TrackingEvent[] | null;
    parcels?: TrackingParcel[] | null;
    alternativeNumbers?: string[] | null;
    alternativeNumbersGW?: {
        name?: string;
        number?: string;
        date?: string;
    }[] | null;
    deliveryInfo?: unknown;
    undeliveryReasons?: {
        reasonName?: string;
        reasonDate?: string;
        reasonId?: string;
        subtypeOfReasonId?: string;
        subtypeOfReasonName?: string;
    }[] | null;
    createdOnTheBasis?: {
        number?: string;
        /** @description Kind. */
        type?: "Redirecting" | "Return" | "Utilization" | "Redelivery" | (string & {});
        /** @description Key in the sample. */
        createdAt?: string;
        /** @description Key in the reference schema. */
        createdDate?: string;
    }[] | null;
}
/** @description The reference schema shows these blocks without the items envelope and currentStatus as an array; the sample, followed here, wraps them. */
export interface TrackingResponse {
    items: TrackingItem[];
}
export interface Attachment {
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
}
/** @description Samples and both SDKs send plain text (shipment id in Ukraine, waybill number in Europe); the reference schema shows an object with shipmentId. */
export type RegistryShipmentRef = string | {
    shipmentId: string;
};
export interface RegistryCreateInput {
    /** @description Registry name. */
    description: string;
    shipments: readonly RegistryShipmentRef[];
}
export interface RegistryShipmentsInput {
    shipments: readonly RegistryShipmentRef[];
}
export interface RegistryRenameInput {
    /** @description New name. */
    description: string;
}
export interface Registry {
    /** @description UUID in Ukraine, numeric text in Europe. */
    id: string | number;
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
}
/** @description Page of registries. */
export type RegistryPage = PageMeta & {
    items: Registry[];
};
/** @description Pickup state. */
export type PickupStatus = "Draft" | "Created" | "AppointedCourier" | "InProgress" | "Done" | "ClientCanceled" | "NotCompleted" | "Deleted" | "ReceivedByCourier" | (string & {});
/** @description The reference marks no field as required; a live client needs addressParts.region or gets 422. */
export interface PickupCreateInput {
    note?: string | undefined;
    /** @description Under development; CourierPickupService is named for Moldova. */
    services?: (readonly string[] | null) | undefined;
    /** @description Sender phone. */
    phone?: string | undefined;
    email?: (string | null) | undefined;
    fullName?: string | undefined;
    /** @description Tax id; one older text calls it a contract number. */
    companyTin?: string | undefined;
    companyName?: string | undefined;
    countryCode?: CountryCode | undefined;
    addressParts?: AddressParts | undefined;
    /** @description Window start, six fractional digits and Z. */
    pickedTimeFrom?: (string | null) | undefined;
    /** @description Window end. */
    pickedTimeTo?: (string | null) | undefined;
}
export interface PickupUpdateInput {
    note?: string | undefined;
    /** @description Under development; CourierPickupService is named for Moldova. */
    services?: (readonly string[] | null) | undefined;
    /** @description Sender phone. */
    phone?: string | undefined;
    email?: (string | null) | undefined;
    fullName?: string | undefined;
    /** @description Tax id; one older text calls it a contract number. */
    companyTin?: string | undefined;
    companyName?: string | undefined;
    countryCode?: CountryCode | undefined;
    addressParts?: AddressParts | undefined;
    /** @description Window start, six fractional digits and Z. */
    pickedTimeFrom?: (string | null) | undefined;
    /** @description Window end. */
    pickedTimeTo?: (string | null) | undefined;
    /** @description Concurrency counter; raise by 1 with each change. */
    lockVersion?: number | undefined;
}
export interface PickupStatusEntry {
    id?: number;
    pickupId?: number;
    status?: PickupStatus;
    dateTime?: string;
    note?: string | null;
    user?: string;
    createdAt?: string;
    updatedAt?: string;
    deletedAt?: string | null;
}
export interface PickupShipment {
    id?: number;
    pickupId?: number;
    shipmentId?: number;
    /** @description State inside the pickup. */
    status?: "Accepted" | "NotReady" | "NotPacked" | "ClientCanceled" | "Deleted" | "Added" | (string & {});
    note?: string | null;
    deliveryPartners?: {
        [key: string]: unknown;
    }[];
    createdAt?: string;
    updatedAt?: string;
    deletedAt?: string | null;
}
export interface Pickup {
    id: EntityId;
    /** @example PUCZ0000002671 */
    number: string;
    versionTracking?: number | null;
    status: PickupStatus;
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
    addressParts?: AddressParts | null;
    pickedTimeFrom?: string | null;
    pickedTimeTo?: string | null;
    note?: string | null;
    currencyCode?: string;
    shipments?: PickupShipment[];
    services?: unknown[];
    statuses?: PickupStatusEntry[];
    createdAt?: string;
    updatedAt?: string;
    deletedAt?: string | null;
    timeIntervalStart?: string | null;
    timeIntervalEnd?: string | null;
    courier?: string | {
        [key: string]: unknown;
    } | null;
    isExpressDelivery?: boolean | null;
    cargoType?: string | null;
    weight?: number | null;
    volumetricWeight?: number | null;
    parcelsAmount?: number | null;
    description?: string | null;
    payerType?: string | null;
    paymentMethod?: string | null;
}
/** @description Page of pickups. */
export type PickupPage = PageMeta & {
    items: Pickup[];
};
export interface PickupDeleted {
    deletedAt: string;
}
/** @description Objects in the reference, its samples and a live client; the SDK comments speak of plain text ids. */
export interface PickupShipmentsInput {
    shipments: readonly {
        /** @description Integer shipment id. */
        shipmentId: number;
    }[];
}
export interface PickupShipmentsResult {
    shipments: PickupShipment[];
}
export interface PickupShipmentsRemoved {
    shipments: {
        deletedAt?: string;
    }[];
}
export interface PickupStatusInput {
    /** @description Same as the path id. */
    id: number;
    /**
     * @description Created finalises a draft. ClientCanceled is named by an older portal article only.
     * @enum {string}
     */
    status: "Created" | "ClientCanceled";
    lockVersion: number;
    /** @description Called both optional and required by the same text. */
    note?: string | undefined;
}
/**
 * @description Same-day or next-day collection.
 * @enum {string}
 */
export type TimeIntervalType = "PickupDayToDay" | "PickupNextDay";
/** @description With only the two required fields the answer holds general courier hours of the country. */
export interface TimeIntervalInput {
    type: TimeIntervalType;
    countryCode: CountryCode;
    divisionId?: (number | null) | undefined;
    latitude?: (number | null) | undefined;
    longitude?: (number | null) | undefined;
    /** @description Parcel weight in kilograms. */
    maxWeightPlaceRecipient?: (number | null) | undefined;
    addressParts?: (AddressParts | null) | undefined;
    weight?: (number | null) | undefined;
}
export interface TimeSlot {
    from?: string | null;
    to?: string | null;
    /** @description Cut-off for ordering. */
    orderTo?: string | null;
}
/** @description All null on a day without collection. */
export interface TimeIntervalDay {
    from?: string | null;
    to?: string | null;
    /** @description Cut-off for ordering. */
    orderTo?: string | null;
    /** @description Empty with a set from means any time in the day. */
    timeIntervals?: TimeSlot[];
}
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
export interface TimeIntervals {
    id?: number;
    countryCode?: string;
    divisionId?: number | null;
    type?: TimeIntervalType;
    deliveryPartner?: string | null;
    ignoreNonWorkingDays?: boolean;
    monday?: TimeIntervalDay;
    tuesday?: TimeIntervalDay;
    wednesday?: TimeIntervalDay;
    thursday?: TimeIntervalDay;
    friday?: TimeIntervalDay;
    saturday?: TimeIntervalDay;
    sunday?: TimeIntervalDay;
    createdAt?: string;
    updatedAt?: string;
    deletedAt?: string | null;
    nonWorkingDays?: unknown[] | null;
    isDeleted?: boolean | null;
}
export interface SubscriberCreateInput {
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
    phone?: string | undefined;
    /** @description Sent back with each call. */
    secretToken?: string | undefined;
    /**
     * @description Header that carries secretToken; existence is in the portal, the key name from client code.
     * @example X-Custom-Token
     */
    secretTokenHeaderName?: string | undefined;
    /** @description All events when empty or absent. */
    eventTypes?: readonly ("LoadingCourier" | "ReadyToShip" | "Received" | "Returned" | (string & {}))[] | undefined;
    /**
     * @description Mail on delivery trouble.
     * @default false
     */
    sendWarnings?: boolean | undefined;
    /**
     * Format: email
     * @description Needed with sendWarnings.
     */
    warningEmail?: string | undefined;
    /** @description The text asks for UUIDs. */
    companyTins?: readonly string[] | undefined;
}
/** @description The reference also lists id and type inconsistently; the SDK sends type, url and isActive. */
export interface SubscriberUpdateInput {
    /**
     * @description individual needs phone, legal needs companyTins; creator was added later.
     * @enum {string}
     */
    type?: ("individual" | "numbers" | "legal" | "creator") | undefined;
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
    phone?: string | undefined;
    /** @description Sent back with each call. */
    secretToken?: string | undefined;
    /**
     * @description Header that carries secretToken; existence is in the portal, the key name from client code.
     * @example X-Custom-Token
     */
    secretTokenHeaderName?: string | undefined;
    /** @description All events when empty or absent. */
    eventTypes?: readonly ("LoadingCourier" | "ReadyToShip" | "Received" | "Returned" | (string & {}))[] | undefined;
    /**
     * @description Mail on delivery trouble.
     * @default false
     */
    sendWarnings?: boolean | undefined;
    /**
     * Format: email
     * @description Needed with sendWarnings.
     */
    warningEmail?: string | undefined;
    /** @description The text asks for UUIDs. */
    companyTins?: readonly string[] | undefined;
}
/** @description Both spellings of each field may be present. */
export interface Subscriber {
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
    warningEmail?: string | null;
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
    warning_email?: string | null;
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
}
/** @description Page of subscribers. */
export type SubscriberPage = PageMeta & {
    items: Subscriber[];
};
export interface SubscriberNumbersInput {
    numbers: readonly string[];
}
export interface SubscriberNumbersResult {
    message?: string;
    addedNumbers?: string[];
    missedNumbers?: string[];
}
export interface MessageResult {
    message?: string;
}
export interface WebhookTestInput {
    /**
     * @example [
     *       "SHPL0000000001"
     *     ]
     */
    numbers?: readonly string[] | undefined;
    /** @description Subscriber id. */
    id?: string | undefined;
    /** @description Client id. */
    cid?: string | undefined;
}
export interface WebhookTestResult {
    success: boolean | string;
}
/**
 * @description At least one field.
 * @example {
 *       "goodsUnitName": "Mug",
 *       "price": 12.5
 *     }
 */
export interface FulfillmentGoodsUpdate {
    goodsUnitName?: string | undefined;
    goodsUnitFullName?: string | undefined;
    /** Format: float */
    price?: number | undefined;
    /** @description Shelf life in days. */
    inventExpireDays?: (number | null) | undefined;
}
/** @description Answer of adding numbers when none can be added. */
export interface SubscriberNumbersRefused {
    /**
     * @description What is wrong.
     * @example No numbers were added
     */
    message: string;
    /**
     * @description Waybill numbers that were added: none.
     * @example []
     */
    addedNumbers?: string[];
    /**
     * @description Waybill numbers that were not added.
     * @example [
     *       "SHPL0000000001"
     *     ]
     */
    missedNumbers?: string[];
}
/**
 * @description Country by ISO 3166-1 alpha-2, upper case: lower case is refused.
 * @example PL
 */
export type CountryCode = "CZ" | "DE" | "EE" | "ES" | "FR" | "GB" | "HU" | "IT" | "LT" | "LV" | "MD" | "NL" | "PL" | "RO" | "SK" | "UA" | (string & {});
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
                "application/json": TestApiKeyRequest;
            };
        };
        responses: {
            /** @description Key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": TestApiKeyResponse;
                };
            };
            /** @description Phone absent or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": TestApiKeyError;
                };
            };
            /** @description No client with this phone. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": TestApiKeyError;
                };
            };
            /** @description Several clients match. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": TestApiKeyError;
                };
            };
            /** @description Second call on the same day. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": TestApiKeyError;
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
                    "application/json": AuthorizationResponse;
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
                countryCodes?: readonly CountryCode[] | undefined;
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"] | undefined;
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"] | undefined;
                settlementIds?: readonly number[] | undefined;
                divisionCategories?: readonly ("Postomat" | "PostBranch" | "CargoBranch" | "PUDO")[] | undefined;
                statuses?: readonly ("Working" | "NotWorking" | "NotWorkingTemporary" | "InProcessOpening")[] | undefined;
                prohibitedSending?: boolean | undefined;
                prohibitedIssuance?: boolean | undefined;
                latitude?: number | undefined;
                longitude?: number | undefined;
                /** @description Free text; documented by the SDK, missing from the reference. */
                textSearch?: string | undefined;
                /** @description City name, asterisk as wildcard; from a portal article. */
                name?: string | undefined;
                /** @description Seen in client code only. */
                ids?: readonly number[] | undefined;
            } | undefined;
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
                    "application/json": DivisionPage;
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
                    "application/json": DivisionVersions;
                };
            };
        };
    };
    getSettlements: {
        parameters: {
            query?: {
                /** @description Upper case; lower case gives 422. */
                countryCodes?: readonly CountryCode[] | undefined;
                textSearch?: string | undefined;
                /** @description Asterisk as wildcard. */
                name?: string | undefined;
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"] | undefined;
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"] | undefined;
            } | undefined;
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
                    "application/json": SettlementPage;
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
                name?: string | undefined;
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"] | undefined;
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"] | undefined;
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
                    "application/json": StreetPage;
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
                    "application/json": ProhibitedIssuanceManifest;
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
                    "application/json": ErrorMessageError;
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
                limit?: components["parameters"]["Limit"] | undefined;
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"] | undefined;
            } | undefined;
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
                    "application/json": MeasurementPage;
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
                limit?: components["parameters"]["Limit"] | undefined;
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"] | undefined;
                codes?: readonly string[] | undefined;
            } | undefined;
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
                    "application/json": CurrencyPage;
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
                "country-code"?: CountryCode | undefined;
                fuzzy?: boolean | undefined;
                keyword?: string | undefined;
                locale?: string | undefined;
                /** @description Number of rows. */
                size?: number | undefined;
            } | undefined;
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
                    "application/json": CargoClassifierList;
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
                code: CountryCode;
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
                    "application/json": CustomsFees;
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
                    "application/json": ErrorMessageError;
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
                "application/json": ExchangeConversionRequest;
            };
        };
        responses: {
            /** @description Sums. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ExchangeConversionResponse;
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
                numbers?: readonly string[] | undefined;
                ids?: readonly EntityId[] | undefined;
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"] | undefined;
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"] | undefined;
                /** @description Undocumented; live test shows that it filters. */
                clientOrder?: string | undefined;
            } | undefined;
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
                    "application/json": ShipmentPage;
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
                "application/json": ShipmentInput;
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ShipmentResult;
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
                "application/json": LightReturnInput;
            };
        };
        responses: {
            /** @description Created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": LightReturnResult;
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description errorMessage missing_allowed_light_return. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": FieldErrors;
                };
            };
            /** @description errorMessage shipment_not_found or status_not_allowed. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": FieldErrors;
                };
            };
            /** @description errorMessage division_is_postomat, division_country_mismatch_with_route, invalid_parent_delivery_channel, no_coordinates_for_nearest_search, no_branch_available_in_city or no_valid_recipient_address. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": FieldErrors;
                };
            };
            429: components["responses"]["TooManyRequests"];
            /** @description errorMessage request_timeout or service_unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": FieldErrors;
                };
            };
        };
    };
    getInternationalShipmentStatuses: {
        parameters: {
            query: {
                refs: readonly string[];
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
                    "application/json": InternationalStatusResponse;
                };
            };
            /** @description Bad refs or state. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": MessageError;
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
                "application/json": CalculationInput;
            };
        };
        responses: {
            /** @description Quote. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": CalculationResult;
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
                "application/json": PlaceCheckInput;
            };
        };
        responses: {
            /** @description Place. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PlaceCheckResult;
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
                id: EntityId;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": ShipmentInput;
            };
        };
        responses: {
            /** @description Accepted. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ShipmentResult;
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
                id: EntityId;
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
                    "application/json": ShipmentDeleted;
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
                id: EntityId;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": UploadInput;
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": SuccessFlag;
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
                numbers: readonly string[];
                /** @description The reference types it as an array; clients send one value. */
                type: "marking" | "international" | "invoice";
                /** @description marking takes size_100_100 only. */
                printSizeType?: ("size_100_100" | "size_A4") | undefined;
                /** @description First or last mile; marking only. */
                deliveryType?: ("Pickup" | "Shipment") | undefined;
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
                numbers?: readonly string[] | undefined;
                ids?: readonly EntityId[] | undefined;
                /** @description From the SDK text: needed when neither numbers nor ids are given. */
                trackingDateFrom?: string | undefined;
                /** @description See trackingDateFrom. */
                trackingDateTo?: string | undefined;
                /** @description 1 adds related_numbers and long labels. */
                extended?: ("0" | "1") | undefined;
            } | undefined;
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
                    "application/json": TrackingHistory;
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
                numbers?: readonly string[] | undefined;
                ids?: readonly EntityId[] | undefined;
                /** @description From the SDK text: needed when neither numbers nor ids are given. */
                trackingDateFrom?: string | undefined;
                /** @description See trackingDateFrom. */
                trackingDateTo?: string | undefined;
                withUndeliveryReason?: boolean | undefined;
                withCreatedOnTheBasis?: boolean | undefined;
                /** @description Limits history to one country. */
                countryCode?: CountryCode | undefined;
                /** @description 1 adds alternativeNumbers and alternativeNumbersGW. */
                external?: ("0" | "1") | undefined;
            } | undefined;
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
                    "application/json": TrackingResponse;
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
                    "application/json": Attachment[];
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
                    "application/json": PlainError;
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
                    "application/json": PlainError;
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
                isEURegistry?: boolean | undefined;
                /** @description Needed without numbers. */
                ids?: readonly EntityId[] | undefined;
                /** @description Needed without ids. */
                numbers?: readonly string[] | undefined;
                settlementIds?: readonly string[] | undefined;
                /** @description Adds shipmentsInfo; portal only. */
                withShipmentsInfo?: boolean | undefined;
                /** @description Inclusive; sample 23.09.2025. */
                createdAtFrom?: string | undefined;
                /** @description Exclusive; sample 25.09.2025. */
                createdAtTo?: string | undefined;
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"] | undefined;
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"] | undefined;
            } | undefined;
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
                    "application/json": RegistryPage;
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
                "application/json": RegistryCreateInput;
            };
        };
        responses: {
            /** @description Registry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Registry;
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
                id: EntityId;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": RegistryShipmentsInput;
            };
        };
        responses: {
            /** @description Registry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Registry;
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
                id: EntityId;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": RegistryShipmentsInput;
            };
        };
        responses: {
            /** @description Registry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Registry;
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
                id: EntityId;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": RegistryRenameInput;
            };
        };
        responses: {
            /** @description Registry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Registry;
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
                id: EntityId;
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
                    "application/json": SuccessFlag;
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
                numbers?: readonly string[] | undefined;
                ids?: readonly number[] | undefined;
                /** @description Page size; 100 is the largest used by official code, no ceiling is documented. */
                limit?: components["parameters"]["Limit"] | undefined;
                /** @description Page number from 1. */
                page?: components["parameters"]["Page"] | undefined;
            } | undefined;
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
                    "application/json": PickupPage;
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
                "application/json": PickupCreateInput;
            };
        };
        responses: {
            /** @description Draft. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Pickup;
                };
            };
            /** @description Draft. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Pickup;
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
                "application/json": PickupUpdateInput;
            };
        };
        responses: {
            /** @description Pickup. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Pickup;
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
                    "application/json": PickupDeleted;
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
                "application/json": PickupShipmentsInput;
            };
        };
        responses: {
            /** @description Added. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PickupShipmentsResult;
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
                "application/json": PickupShipmentsInput;
            };
        };
        responses: {
            /** @description Removed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PickupShipmentsRemoved;
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
                "application/json": PickupStatusInput;
            };
        };
        responses: {
            /** @description Flag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": SuccessFlag;
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
                "application/json": TimeIntervalInput;
            };
        };
        responses: {
            /** @description Hours. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": TimeIntervals;
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
                    "application/json": SubscriberPage;
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
                type?: ("individual" | "numbers" | "legal" | "creator") | undefined;
                url?: string | undefined;
                isActive?: boolean | undefined;
                phone?: string | undefined;
                secretToken?: string | undefined;
                eventTypes?: readonly string[] | undefined;
                sendWarnings?: boolean | undefined;
                warningEmail?: string | undefined;
                companyTins?: readonly string[] | undefined;
            } | undefined;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": SubscriberCreateInput;
            };
        } | undefined;
        responses: {
            /** @description Subscriber. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Subscriber;
                };
            };
            /** @description Subscriber. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Subscriber;
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
                "application/json": SubscriberUpdateInput;
            };
        };
        responses: {
            /** @description Subscriber. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Subscriber;
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
            /** @description Deleted, with a message. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": MessageResult;
                };
            };
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
                "application/json": SubscriberNumbersInput;
            };
        };
        responses: {
            /** @description Result. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": SubscriberNumbersResult;
                };
            };
            /** @description None of the numbers can be added. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": SubscriberNumbersRefused;
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
                "application/json": SubscriberNumbersInput;
            };
        };
        responses: {
            /** @description Result. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": MessageResult;
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
                "application/json": WebhookTestInput;
            };
        } | undefined;
        responses: {
            /** @description Flag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": WebhookTestResult;
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
                "application/json": FulfillmentGoodsUpdate;
            };
        };
        responses: {
            /** @description Changed fields. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": FulfillmentGoodsUpdate;
                };
            };
            /** @description Malformed request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": FieldErrors;
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
        };
    };
}
