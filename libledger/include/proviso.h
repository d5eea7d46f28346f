/* clang-format off */
/* proviso.h - the C interface of Proviso: exact, explained, replayable billing from service contracts.
 *
 * This header is the manual. It is C99, needs only <stddef.h> and <stdint.h>, and can be used from C++ as it is.
 *
 * CONVENTIONS
 *
 * Order of arguments. First the handle that the call works on, then inputs, then outputs, and last the error. A text or a
 *   block of bytes is a pointer followed at once by its size in bytes.
 * Status. Functions that can fail return int32_t: PV_OK, or one of the negative classes below, which mirror the exit codes
 *   of the command. On failure outputs are left untouched, unless the function says otherwise, and nothing has changed.
 * Errors. The last parameter, `pv_error **error`, may be NULL. If it is not, a failure stores a new error object there,
 *   which the caller owns and frees with pv_error_free. Success stores nothing. Errors are never kept per thread or
 *   process.
 * Ownership. What a function stores through a `pv_NAME **` output belongs to the caller and is freed with pv_NAME_free
 *   (books: pv_book_close). Every `const char *` that comes out is borrowed: it is valid until the handle that it was read
 *   from is freed or, for cursors, moved. Nothing that comes out is ever given to free(). Freeing NULL does nothing.
 *   Handles keep what they need alive, so parents and children may be freed in any order.
 * Null. A pointer must not be NULL unless its function says that it may. A text whose size is 0 may have a NULL pointer.
 *   NULL where it is not allowed gives PV_USAGE with argument.missing, never a crash.
 * Text is UTF-8 and is copied before the call returns. Text that comes out also ends in a NUL byte, not counted in its
 *   size.
 * Threads. A call that takes a handle by pointer to const may run at the same time as other such calls on that handle; any
 *   other call needs that handle to itself. Different handles never disturb each other. There is no global state: no
 *   initialisation, no environment, no locale, no signal handler, no output. Threads that the library starts for long work
 *   end before the call returns.
 * Structs that the caller fills start with `size_t struct_size`, which the caller sets to sizeof of the struct. Later
 *   versions add fields at the end. A struct that is shorter than this library's has defaults for what it lacks; one that
 *   is longer must be zero in what this library does not know, or the call is refused (argument.unknown).
 * Callbacks get the `user` pointer of their struct, must not call into the handle that is working, and must not let an
 *   exception or a longjmp escape.
 * Memory. A failed allocation is a status (PV_FAULT, memory.exhausted), not an abort.
 *
 * UNITS
 *
 * Money       int64_t minor units (cents) beside a currency; see pv_currency_exponent. In JSON: decimal text, "66.33".
 * Unit price  int64_t mantissa and int32_t scale: 0.019 is {19, 3}. In JSON: decimal text.
 * Exact       int64_t numerator per row over one denominator per batch. In JSON: a reduced ratio, "199/3".
 * Civil day   int32_t days since 1970-01-01, proleptic Gregorian, no zone; PV_DAY_NONE for no day. In JSON: "2013-03-20".
 * Instant     int64_t microseconds since 1970-01-01T00:00:00Z without leap seconds. In JSON: RFC 3339.
 * Duration    int32_t milliseconds. In JSON: seconds as decimal text, or a whole number of seconds.
 * Period      half open: its last day is outside it.
 * Sign        debit is positive. Amounts may exceed 2^53: bindings to languages whose numbers are floating point must use
 *             their wide integers.
 *
 * STABILITY
 *
 * Until 1.0.0 the interface may change with the minor version. From 1.0.0 on functions and constants are only added. What
 * is still being tried stands in proviso_experimental.h when there is such a thing. abi/since.tsv lists every symbol with
 * the version that brought it.
 */
#ifndef PROVISO_H
#define PROVISO_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__) || defined(__clang__)
#define PV_API __attribute__((visibility("default")))
#else
#define PV_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------------------------------------------------- version
 * The header's version as macros, and the version of the library that the program really runs with as functions. They
 * agree when pv_version_number() == PV_VERSION_NUMBER. All four functions may be called from any thread at any time and
 * cannot fail. */
#define PV_VERSION_MAJOR 0
#define PV_VERSION_MINOR 1
#define PV_VERSION_PATCH 0
#define PV_VERSION_NUMBER 100 /* major * 10000 + minor * 100 + patch */
#define PV_VERSION_STRING "0.1.0"

/* The library's version as a number, in the form of PV_VERSION_NUMBER. Since 0.1. */
PV_API int32_t pv_version_number(void);

/* The library's version as text, "0.1.0". Static: never freed. Since 0.1. */
PV_API const char *pv_version_string(void);

/* One JSON object about the build: version, compiler, and book_schema, the schema of books that can be opened; older
 * ones are migrated first. Static: never freed. Since 0.1. */
PV_API const char *pv_build_info(void);

/* -------------------------------------------------------------------------------------------------------------- status
 * The class of a result. The negative of a class is the exit code of the command. */
#define PV_OK 0            /* done */
#define PV_NO (-1)         /* it ran, and the answer is no: a replay differs, a book has a fault. Outputs ARE set */
#define PV_REFUSED (-2)    /* the input or the state does not allow it; nothing changed */
#define PV_USAGE (-3)      /* the call itself is wrong */
#define PV_IO (-4)         /* a book cannot be read or written */
#define PV_FAULT (-70)     /* a fault of the library, or no memory */
#define PV_INTERRUPTED (-130) /* the cancel callback said so */

/* --------------------------------------------------------------------------------------------------------------- codes
 * What exactly went wrong, or which exception a fact raised. Numbers and names are stable for ever and never used
 * again; the constant of a code is its dotted name in capitals. The list is made from core/errors.def. */
/* codes: begin (made by abi/codes.py, do not edit) */
#define PV_E_INTERNAL 1001 /* a fault of the library itself */
#define PV_E_MEMORY_EXHAUSTED 1002 /* the machine has no memory left */
#define PV_E_CANCELLED 1003 /* the caller cancelled the work */
#define PV_E_ARGUMENT_INVALID 1004 /* an argument of the call is wrong */
#define PV_E_ARGUMENT_MISSING 1005 /* an argument that the call needs is missing */
#define PV_E_ARGUMENT_UNKNOWN 1006 /* the call has an argument that it does not know */
#define PV_E_METHOD_UNKNOWN 1007 /* there is no method of this name */
#define PV_E_FILE_UNREADABLE 1010 /* a file cannot be read */
#define PV_E_FILE_UNWRITABLE 1011 /* a file cannot be written */
#define PV_E_TEXT_NOT_UTF8 1012 /* text is not valid UTF-8 */
#define PV_E_TOML_SYNTAX 1020 /* the file is not valid TOML */
#define PV_E_JSON_SYNTAX 1021 /* the text is not valid JSON */
#define PV_E_CSV_SYNTAX 1022 /* the text is not valid CSV */
#define PV_E_KEY_UNKNOWN 1023 /* a key is not one of those the form knows */
#define PV_E_KEY_MISSING 1024 /* a key that the form needs is missing */
#define PV_E_KEY_DUPLICATE 1025 /* a key stands twice */
#define PV_E_VALUE_TYPE 1026 /* a value is of the wrong type */
#define PV_E_VALUE_RANGE 1027 /* a value is outside its range */
#define PV_E_INPUT_TOO_LARGE 1028 /* the input is larger than the limit */
#define PV_E_MONEY_OVERFLOW 2001 /* an amount is larger than the largest that can be kept */
#define PV_E_MONEY_CURRENCY 2002 /* amounts of different currencies meet */
#define PV_E_MONEY_CURRENCY_UNKNOWN 2003 /* the currency is not in the table */
#define PV_E_MONEY_SYNTAX 2004 /* the text is not an amount */
#define PV_E_MONEY_DECIMALS 2005 /* the amount has more decimals than its currency */
#define PV_E_MONEY_ZERO_DIVISION 2006 /* a division by zero */
#define PV_E_MONEY_ALLOCATION 2007 /* an amount cannot be spread over these weights */
#define PV_E_DATE_INVALID 2020 /* there is no such date */
#define PV_E_DATE_RANGE 2021 /* the date is outside the range that can be kept */
#define PV_E_DATE_NO_SUCH_DAY 2022 /* the month has no such day and no policy chooses another */
#define PV_E_INSTANT_INVALID 2023 /* the text is not an RFC 3339 instant */
#define PV_E_PERIOD_INVALID 2024 /* the period ends before it starts */
#define PV_E_ZONE_UNKNOWN 2025 /* the time zone is not in the zone database */
#define PV_E_ZONE_MISSING 2026 /* exception: hours matter here and no time zone is given; UTC was used */
#define PV_E_TIME_NONEXISTENT 2027 /* the local time does not exist on that day */
#define PV_E_TIME_AMBIGUOUS 2028 /* exception: the local time occurs twice; the first was taken */
#define PV_E_CALENDAR_UNKNOWN 2029 /* there is no business-day calendar of this name */
#define PV_E_CALENDAR_RANGE 2030 /* the business-day calendar does not cover the date */
#define PV_E_PACK_UNKNOWN 3001 /* there is no rule pack of this name */
#define PV_E_PACK_CLAUSE_UNKNOWN 3002 /* a citation names no clause of the pack */
#define PV_E_PACK_READING_NO_DEFAULT 3003 /* a reading has no default */
#define PV_E_PACK_VALIDITY_OVERLAP 3004 /* two values of a parameter are valid on one day */
#define PV_E_PACK_PRINTED_UNCARRIED 3005 /* a printed number is carried by nothing */
#define PV_E_PACK_PARAMETER_UNREAD 3006 /* exception: nothing reads this parameter */
#define PV_E_PACK_INVALID 3007 /* the rule pack is not well formed */
#define PV_E_PARAMETER_UNKNOWN 3010 /* the pack has no parameter of this name */
#define PV_E_PARAMETER_UNSET 3011 /* a parameter that the clause needs has no value */
#define PV_E_PARAMETER_TYPE 3012 /* the parameter's value is of the wrong type */
#define PV_E_READING_UNKNOWN 3013 /* the pack has no reading of this name */
#define PV_E_READING_OPTION_UNKNOWN 3014 /* the reading has no option of this name */
#define PV_E_READING_NOT_COMPUTED 3015 /* nothing computes by the reading; only its default can be chosen */
#define PV_E_PACK_UNCOVERED 3017 /* a clause or reading of the pack has no component, scenario or figure */
#define PV_E_CHOICE_LAPSED 3016 /* exception: a choice for the account is not in the pack's revision in force */
#define PV_E_PACK_POLICY 3018 /* a policy stands beside agreements; no account can be opened under it */
#define PV_E_PARAMETER_NOT_COMPUTED 3019 /* nothing computes by the parameter; a value would change nothing */
#define PV_E_EVENT_TYPE_UNKNOWN 4001 /* there is no event of this type */
#define PV_E_EVENT_FIELD_UNKNOWN 4002 /* the event has a field that its type does not know */
#define PV_E_EVENT_FIELD_MISSING 4003 /* a field that the event's type needs is missing */
#define PV_E_EVENT_FIELD_TYPE 4004 /* a field's value is of the wrong form */
#define PV_E_EVENT_QUANTITY_NEGATIVE 4005 /* a quantity is negative */
#define PV_E_EVENT_QUANTITY_ZERO 4006 /* a quantity is zero */
#define PV_E_EVENT_AMOUNT_NEGATIVE 4007 /* an amount that must not be negative is */
#define PV_E_EVENT_DATE_MISSING 4008 /* the event has neither a date nor an instant */
#define PV_E_EVENT_ACCOUNT_MISSING 4009 /* the event names no account */
#define PV_E_EVENT_ACCOUNT_UNKNOWN 4010 /* the account has not been opened */
#define PV_E_EVENT_ACCOUNT_EXISTS 4011 /* the account is open already */
#define PV_E_EVENT_ACCOUNT_ENDED 4012 /* the account has ended */
#define PV_E_EVENT_LATE 4013 /* the fact is dated in sealed time */
#define PV_E_EVENT_KEY_CONFLICT 4014 /* the key was used with other content */
#define PV_E_EVENT_REFERENCE_UNKNOWN 4015 /* the event refers to something that does not exist */
#define PV_E_EVENT_RELEASE_EXCESS 4016 /* more is released than is active */
#define PV_E_EVENT_END_BEFORE_START 4017 /* the end lies before the start */
#define PV_E_EVENT_CURRENCY 4018 /* the amount is in a currency that the agreement does not have */
#define PV_E_EVENT_DUPLICATE_REFERENCE 4019 /* the identifier is in use already */
#define PV_E_PRICE_MISSING 5001 /* the sku has no price for the account on that day */
#define PV_E_ZONE_OUTSIDE 5002 /* the number is outside the zones that the contract's rates cover */
#define PV_E_ZONE_RESTRICTED 5003 /* the area code is restricted until a price is agreed in writing */
#define PV_E_CALL_DISPOSITION_CONFLICT 5004 /* the call's disposition and its seconds contradict each other */
#define PV_E_CALL_DUPLICATE 5005 /* the same call record was imported before */
#define PV_E_POSSIBLE_DUPLICATE 5006 /* a row without key has equal content in another file */
#define PV_E_ROW_INVALID 5007 /* a row cannot be understood */
#define PV_E_FORMAT_UNKNOWN 5008 /* there is no import format of this name */
#define PV_E_COLUMN_MISSING 5009 /* a column that the form needs is missing */
#define PV_E_DECK_INVALID 5010 /* the rate deck is not well formed */
#define PV_E_DECK_INCREMENT_OVERRULED 5011 /* exception: the deck's minimum or step differs from the clause; the clause wins */
#define PV_E_ACCOUNT_UNMATCHED 5012 /* the row names no account that is open */
#define PV_E_IMPORT_ZONE_MISSING 5013 /* the file has local times and no zone is given */
#define PV_E_ROWS_SUSPENDED 5014 /* rows wait in suspense */
#define PV_E_SUSPENSE_UNKNOWN 5015 /* there is no suspended row of this number */
#define PV_E_CALL_NUMBER_INVALID 5016 /* the called number cannot be read as a telephone number */
#define PV_E_CALL_DURATION_INVALID 5017 /* the call's length is below zero or longer than a year */
#define PV_E_CALL_EMERGENCY 5018 /* exception: a call to a number that the contract bars; it is not billed */
#define PV_E_ZONE_UNPLACED 5019 /* the rates go by where a call is answered, and the row does not say where */
#define PV_E_MAPPING_INVALID 5020 /* the mapping of columns is not well formed */
#define PV_E_SEAT_UNPAID 6001 /* exception: a seat is active that was not paid before activation */
#define PV_E_CARD_FORM_MISSING 6002 /* exception: no signed card form is on file */
#define PV_E_NOTICE_NO_PROOF 6003 /* exception: the notice came without proof of delivery and is void until proved */
#define PV_E_NOTICE_METHOD 6004 /* exception: the notice came by a method that the clause does not know and is void */
#define PV_E_NOTICE_LATE 6005 /* exception: the notice came after the last day; it ends the cycle after */
#define PV_E_SEAT_HOURS_EXCEEDED 6006 /* exception: a login was used for more hours than one seat allows */
#define PV_E_TAX_RATE_MISSING 6007 /* exception: no tax rate is posted; the total is left unsplit */
#define PV_E_INVOICE_PAST_DUE 6008 /* exception: a document is past due */
#define PV_E_CONTACT_LIMIT 6009 /* exception: more contacts are designated than the contract allows */
#define PV_E_RULES_CONFLICT 6010 /* two rules are alive at once without priority */
#define PV_E_PAYMENT_UNAPPLIED 6011 /* exception: part of a payment is on account */
#define PV_E_PAYMENT_DECLINED 6012 /* exception: a payment was declined */
#define PV_E_PREPAID_RUNNING 6013 /* exception: a prepaid term is running; the service cannot end before it is over */
#define PV_E_USAGE_NO_ACTIVATION 6014 /* exception: usage came before any activation; the cycle runs from sign-up */
#define PV_E_DOCUMENT_UNKNOWN 6015 /* there is no document of this name */
#define PV_E_LINE_UNKNOWN 6016 /* the document has no line of this number */
#define PV_E_ACCOUNT_SUSPENDED_USE 6017 /* exception: the account is used while it is suspended */
#define PV_E_PERIOD_CLOSED 6018 /* the period is closed */
#define PV_E_AMOUNT_EXCEEDS_OPEN 6019 /* the amount is larger than what is open */
#define PV_E_PRICE_CADENCE 6020 /* the price's cadence is not one that the contract's cycles bill */
#define PV_E_TICKET_REFUSED 6021 /* exception: a ticket was opened by someone who is not a designated contact */
#define PV_E_CONDITION_FAILED 6022 /* exception: a condition of the contract is not met by what happened */
#define PV_E_CONSENT_MISSING 6023 /* exception: numbers were loaded to be broadcast to without the consent that the contract asks for */
#define PV_E_CREDIT_NOT_REQUESTED 6040 /* exception: credit is given to a customer who did not ask for it */
#define PV_E_CREDIT_NOT_GRANTED 6041 /* exception: a sum is demanded as if it were on credit, and no credit was granted */
#define PV_E_CREDIT_LIMIT_EXCEEDED 6042 /* exception: a document would exceed the credit's limit; it is due on its day */
#define PV_E_DEMAND_EXCESS 6043 /* exception: more is demanded than is payable on demand */
#define PV_E_DEPOSIT_NOT_DUE 6044 /* exception: a deposit is applied and nothing is late; it stays a deposit */
#define PV_E_COST_NOT_DUE 6045 /* exception: a cost is no customer's debt while nothing is or was late; it is not billed */
#define PV_E_CURE_EXPIRED 6046 /* exception: the time to cure is over and something late is open */
#define PV_E_PAYMENT_METHOD 6047 /* exception: a payment came in a way that was not arranged */
#define PV_E_SEAT_LAPSED 6048 /* exception: money that came late in another way than the usual one; the service may lapse at the customer's risk */
#define PV_E_REFUND_NONE 6049 /* exception: a refund was asked for and the contract gives none */
#define PV_E_SERVICE_CREDIT_NONE 6050 /* exception: an outage gives no credit */
#define PV_E_PAYMENT_TAKEN_BACK 6051 /* exception: a payment was taken back; what it settled is open again */
#define PV_E_CARD_CHANGE_LATE 6052 /* exception: a change of card was noticed too late before the billing date */
#define PV_E_ORDER_CHANNEL 6061 /* exception: the order came by a way that the contract does not know or bars; it has no effect */
#define PV_E_ORDER_APART 6062 /* exception: the order is on a paper of its own and stands apart from the agreement */
#define PV_E_ORDER_UNKNOWN 6063 /* exception: an activation names an order that is not in hand */
#define PV_E_ORDER_MISSING 6064 /* exception: many seats become active and no order tells how they were ordered */
#define PV_E_ORDER_OVERRULED 6065 /* exception: what the order says loses to the terms */
#define PV_E_ORDER_TERM 6066 /* the term of an order cannot be read */
#define PV_E_ORDER_PREREQUISITE 6210 /* exception: a service becomes active and what it presupposes is not active */
#define PV_E_ORDER_OTHER_TERMS 6211 /* exception: the order refers to other terms than the agreement's, so that these do not govern it */
#define PV_E_SEAT_UNLICENSED 6067 /* exception: more logins are in use than seats are active */
#define PV_E_EQUIPMENT_UNFIT 6068 /* exception: the equipment was assessed and will not do */
#define PV_E_AGREEMENT_NOT_EFFECTIVE 6069 /* exception: something is active before the agreement begins */
#define PV_E_RETENTION_CLASS_UNKNOWN 6080 /* exception: the contract knows no retention class of this name; the data has no clock */
#define PV_E_RETENTION_EARLY 6081 /* exception: data was purged before its retention clock had run */
#define PV_E_CREDIT_EXCEEDS 6090 /* the credit is larger than what is left of the line */
#define PV_E_CREDIT_GOODWILL 6091 /* exception: a credit is granted and no clause is named that grants it */
#define PV_E_NOTICE_NO_NUMBER 6200 /* exception: the cancellation came without the number that the contract wants with it */
#define PV_E_LIMIT_UNSET 6220 /* nothing gives the limit beyond which use is charged */
#define PV_E_SCOPE_EXCEEDED 6221 /* exception: more is used than what was ordered allows */
#define PV_E_EXPENSE_NOT_OWED 6222 /* exception: an expense is not the customer's to repay, or not all of it */
#define PV_E_USER_UNASSIGNED 6223 /* exception: a login belongs to nobody who was given an identity */
#define PV_E_USER_SHARED 6224 /* exception: one identity was logged in twice at one time */
#define PV_E_USAGE_VENDOR_BREACH 6225 /* exception: the vendor's own breach made the use possible; it is not charged */
#define PV_E_SUPPORT_REFUSED 6226 /* exception: support was worked that the vendor could have turned down */
#define PV_E_LICENSE_NOT_ORDERED 6250 /* the account has nothing of this kind on that day for which a licence could be issued */
#define PV_E_BOOK_MISSING 7001 /* there is no book at this path */
#define PV_E_BOOK_EXISTS 7002 /* there is a file at this path already */
#define PV_E_BOOK_FOREIGN 7003 /* the file is not a Proviso book */
#define PV_E_BOOK_VERSION 7004 /* the book has another schema version */
#define PV_E_BOOK_BUSY 7005 /* another program is writing to the book */
#define PV_E_BOOK_DAMAGED 7006 /* the book is damaged */
#define PV_E_BOOK_FULL 7007 /* the disk is full */
#define PV_E_BOOK_IO 7008 /* the book cannot be read or written */
#define PV_E_DRAFTS_CHANGED 7010 /* a draft is not the one that was shown */
#define PV_E_DRAFTS_NONE 7011 /* there is no draft to finalise */
#define PV_E_POSTING_UNBALANCED 7012 /* the postings of an entry do not add up to zero */
#define PV_E_VERIFY_FAULT 7013 /* the book does not verify */
#define PV_E_VERIFY_HEAD 7014 /* the book's head is not the expected one */
#define PV_E_PERIOD_NOT_SEALED 7015 /* documents of the period are not finalised yet */
#define PV_E_PERIOD_ORDER 7016 /* periods are closed and reopened in order */
#define PV_E_PACK_SEALED 7017 /* documents were sealed under another revision of the pack */
#define PV_E_ROWS_PURGED 7040 /* the rows were purged by a retention clock; what they added up to is attested */
#define PV_E_PURGE_EARLY 7041 /* the retention clock of the rows has not run */
#define PV_E_PURGE_UNBILLED 7042 /* rows of the span are not billed yet, or wait in suspense */
#define PV_E_ERASURE_HELD 7043 /* the data is still needed for what is not settled yet */
#define PV_E_PERSON_UNKNOWN 7044 /* the book holds nothing of this person */
#define PV_E_SCRUB_WAITS 7045 /* what was removed is out of the book, and its old bytes wait in the file for other programs to let go of it */
#define PV_E_SCENARIO_INVALID 8001 /* the scenario is not well formed */
#define PV_E_SCENARIO_DIFFERS 8002 /* the scenario gives something else than it expects */
#define PV_E_ASK_UNKNOWN 9001 /* there is no decision of this name */
#define PV_E_CALC_UNKNOWN 9002 /* there is no calculation of this name */
#define PV_E_ASK_UNGOVERNED 9003 /* no contract or policy of the account says anything about the question */
#define PV_E_LICENSE_INVALID 9250 /* the file is no licence file of the form, or says what a licence cannot say */
#define PV_E_LICENSE_SIGNATURE 9251 /* the signature of the file is not that of the key over what the file says */
#define PV_E_LICENSE_KEY_UNKNOWN 9252 /* the file was signed with a key that is not among those given */
#define PV_E_LICENSE_KEY_INVALID 9253 /* a key is not one of the kind and form that is needed */
#define PV_E_LICENSE_KEY_EXPOSED 9254 /* the file of a signing key can be read by others */
#define PV_E_LICENSE_TERM 9255 /* the licence's term has not begun, or is over and so is its grace */
#define PV_E_LICENSE_REVOKED 9256 /* the licence was revoked, or a later issue took its place */
#define PV_E_LICENSE_LIMIT 9257 /* the licence does not cover so much, or not what is named */
#define PV_E_LICENSE_CLOCK_BACK 9258 /* the clock shows a day before one that has been; it was set back */
#define PV_E_LICENSE_LIST_OLD 9259 /* the list of revocations is an old one */
/* codes: end */

/* The number of codes in the list. Since 0.1. */
PV_API size_t pv_code_count(void);

/* The code at a place of the list, 0 <= index < pv_code_count(); 0 outside. Since 0.1. */
PV_API int32_t pv_code_at(size_t index);

/* The dotted name of a code, "notice.no_proof"; "unknown" for a number that is not in the list. Static. Since 0.1. */
PV_API const char *pv_code_name(int32_t code);

/* The constant's name, "PV_E_NOTICE_NO_PROOF"; "PV_E_UNKNOWN" for a number that is not in the list. Static. Since 0.1.
 * */
PV_API const char *pv_code_constant(int32_t code);

/* One impersonal sentence that says what the code means; empty for a number that is not in the list. Static. Since 0.1.
 * */
PV_API const char *pv_code_text(int32_t code);

/* The status that a failure with this code has; PV_OK for exceptions, which are facts and not failures. Since 0.1. */
PV_API int32_t pv_code_status(int32_t code);

/* -------------------------------------------------------------------------------------------------------------- errors
 * One failure. Immutable: every accessor takes it by pointer to const and may run on any thread. The texts are borrowed
 * from the error, never NULL, possibly empty. Accessors of a NULL error give 0 and empty texts. */
typedef struct pv_error pv_error;

/* Frees an error; NULL is fine. Since 0.1. */
PV_API void pv_error_free(pv_error *error);

/* The number of the code, one of PV_E_*. Since 0.1. */
PV_API int32_t pv_error_code(const pv_error *error);

/* The status class that the call returned. Since 0.1. */
PV_API int32_t pv_error_status(const pv_error *error);

/* The code's dotted name: "event.late". Since 0.1. */
PV_API const char *pv_error_name(const pv_error *error);

/* The code's constant: "PV_E_EVENT_LATE". Since 0.1. */
PV_API const char *pv_error_constant(const pv_error *error);

/* What is wrong: one impersonal line. Since 0.1. */
PV_API const char *pv_error_message(const pv_error *error);

/* Where: "file:line:column", a row, an event, or the name of an argument. May be empty. Since 0.1. */
PV_API const char *pv_error_where(const pv_error *error);

/* The clause that decides, such as "SS-13.g". Empty if none does. Since 0.1. */
PV_API const char *pv_error_clause(const pv_error *error);

/* What to do about it. May be empty. Since 0.1. */
PV_API const char *pv_error_todo(const pv_error *error);

/* All of it as one JSON object: code, constant, number, status, message, and where, clause, todo if not empty. Since
 * 0.1. */
PV_API const char *pv_error_details(const pv_error *error);

/* All of it as the command prints it: `error[event.late] calls.csv:12: what is wrong; what to do (SS-6.f)`. Since 0.1.
 * */
PV_API const char *pv_error_render(const pv_error *error);

/* ------------------------------------------------------------------------------------------------------------- buffers
 * Bytes that a call gave back. Immutable; accessors may run on any thread. */
typedef struct pv_buffer pv_buffer;

/* The bytes, with a NUL byte after the last that is not counted. Borrowed from the buffer; NULL for a NULL buffer.
 * Since 0.1. */
PV_API const char *pv_buffer_data(const pv_buffer *buffer);

/* How many bytes; 0 for a NULL buffer. Since 0.1. */
PV_API size_t pv_buffer_size(const pv_buffer *buffer);

/* Frees a buffer; NULL is fine. Since 0.1. */
PV_API void pv_buffer_free(pv_buffer *buffer);

/* ---------------------------------------------------------------------------------------------------- days, currencies
 * So that a binding needs neither calendar code nor a currency table. Any thread. */
#define PV_DAY_NONE INT32_MIN /* no day; 0 is 1970-01-01 */
#define PV_DAY_TEXT_SIZE 11   /* bytes of "2013-03-20" with its NUL */

/* Reads "2013-03-20" into `*day`. Refused: date.invalid, date.range. Since 0.1. */
PV_API int32_t pv_day_parse(const char *text, size_t text_size, int32_t *day, pv_error **error);

/* Writes a day as text with its NUL into `text`, which has room for PV_DAY_TEXT_SIZE bytes. Refused: date.range. Since
 * 0.1. */
PV_API int32_t pv_day_text(int32_t day, char *text, pv_error **error);

/* Decimals of a currency's minor unit: 2 for "USD". Refused: money.currency_unknown. Since 0.1. */
PV_API int32_t pv_currency_exponent(const char *code, size_t code_size, int32_t *exponent, pv_error **error);

/* ------------------------------------------------------------------------------------------------------------- context
 * A context holds the callbacks and the shared data (rule packs, business-day calendars, area codes) that other calls
 * use. The library reads no environment and searches no paths for them: whoever makes the context gives it bytes. Build
 * it up on one thread with the calls that take `pv_ctx *`, then share it: everything else takes `const pv_ctx *`. Its
 * callbacks may then be called by several threads at once. A handle made from a context keeps what the context held at
 * that time, whatever is added later. */
typedef struct pv_ctx pv_ctx;

#define PV_LOG_INFO 1
#define PV_LOG_WARNING 2

typedef struct pv_ctx_params {
    size_t struct_size;
    void *user; /* given to every callback; may be NULL */

    /* Now, in microseconds UTC. It dates what is recorded (recorded_at, issued_at) and decides nothing else. NULL: the
     * machine's clock. */
    int64_t (*clock)(void *user);

    /* Fills `size` bytes with unpredictable ones and returns 0; anything else fails the call (internal). It makes the
     * salts of the book's commitments. NULL: the machine's generator. */
    int32_t (*random)(void *user, uint8_t *bytes, size_t size);

    /* Something worth telling that is no failure: one line of `size` bytes without newline, at PV_LOG_*. NULL: untold.
     * */
    void (*log)(void *user, int32_t level, const char *text, size_t size);

    /* How far long work has come: `done` of `total` units of `task` ("run", 5 of 80); total 0 if unknown. NULL:
     * unasked. */
    void (*progress)(void *user, const char *task, size_t task_size, int64_t done, int64_t total);

    /* Asked now and then during long work: anything but 0 ends it with PV_INTERRUPTED. What was committed in whole
     * batches before stays. It may be called from other threads than the caller's own only if those use the context.
     * NULL: never. */
    int32_t (*cancel)(void *user);

    /* Signing keys pass through these two and through nothing else: no argument, result, error, log line or book has
     * them. Both are called on the calling thread.
     *
     * Copies the text of the key file that is to sign into `room`, which holds `room_size` bytes and is overwritten when
     * the call ends, stores its size and returns 0; anything else fails the call (file.unreadable). Wanted by
     * license.issue, license.revoke and license.key. NULL: there is no key (argument.missing). Since 0.1. */
    int32_t (*read_secret)(void *user, char *room, size_t room_size, size_t *size);

    /* Keeps the text of a key file that was just made, where nobody else can read it, and returns 0; anything else fails
     * the call (file.unwritable). The bytes are overwritten when it returns. Wanted by license.key with `new`. NULL:
     * argument.missing. Since 0.1. */
    int32_t (*keep_secret)(void *user, const char *text, size_t size);
} pv_ctx_params;

/* Makes a context. `params` may be NULL: no callbacks. Free with pv_ctx_free. Since 0.1. */
PV_API int32_t pv_ctx_new(const pv_ctx_params *params, pv_ctx **out, pv_error **error);

/* Frees a context; NULL is fine. What was made from it goes on working. Since 0.1. */
PV_API void pv_ctx_free(pv_ctx *ctx);

/* Adds a business-day calendar from the bytes of its TOML file. `name` is for messages ("us-federal.toml"). A calendar
 * with an id that is there already replaces it. Refused: toml.syntax, key.*, value.*, date.*. Needs the context to
 * itself. Since 0.1. */
PV_API int32_t pv_ctx_add_calendar(pv_ctx *ctx, const char *name, size_t name_size, const char *toml, size_t toml_size,
                                   pv_error **error);

/* Sets the dated table of area codes from the bytes of its TOML file (rules/zones/nanp.toml). Replaces an earlier one.
 * Refused as pv_ctx_add_calendar. Needs the context to itself. Since 0.1. */
PV_API int32_t pv_ctx_set_area_codes(pv_ctx *ctx, const char *name, size_t name_size, const char *toml, size_t toml_size,
                                     pv_error **error);

/* Says where the zone files of the IANA time zone database are. Without this call it is the folder where the system
 * keeps them (/usr/share/zoneinfo and its like); they are read when a local time is resolved, and never by replays of
 * what is in a book. A folder that is not there shows later, as zone.unknown. Needs the context to itself. Since 0.1.
 * */
PV_API int32_t pv_ctx_set_zone_folder(pv_ctx *ctx, const char *folder, size_t folder_size, pv_error **error);

/* --------------------------------------------------------------------------------------------------------------- packs
 * A rule pack: a contract's clauses, parameters and readings, read from TOML and checked. Immutable, so any number of
 * threads may share it. */
typedef struct pv_pack pv_pack;

/* Reads a pack. `name` is the file name for messages. Free with pv_pack_free. Refused, with file, line and column:
 * toml.syntax, key.unknown, key.missing, value.*, pack.clause_unknown, pack.reading_no_default, pack.validity_overlap,
 * pack.printed_uncarried, pack.invalid, input.too_large. Since 0.1. */
PV_API int32_t pv_pack_new(const pv_ctx *ctx, const char *name, size_t name_size, const char *toml, size_t toml_size,
                           pv_pack **out, pv_error **error);

/* Frees a pack; NULL is fine. Since 0.1. */
PV_API void pv_pack_free(pv_pack *pack);

/* The pack's id, "safesoft-2013". Borrowed from the pack. Since 0.1. */
PV_API const char *pv_pack_id(const pv_pack *pack);

/* What the check found that is no error, as a JSON array of texts: parameters that nothing reads. Borrowed. Since 0.1.
 * */
PV_API const char *pv_pack_warnings(const pv_pack *pack);

/* Lets calls on the context find the pack by its id. A pack with an id that is there already replaces it, for later
 * calls. The context shares the pack: the caller still frees its own handle. Needs the context to itself. Since 0.1. */
PV_API int32_t pv_ctx_add_pack(pv_ctx *ctx, const pv_pack *pack, pv_error **error);

/* -------------------------------------------------------------------------------------------------------------- rating
 * Calls in columns, exact prices out in columns. A rater holds a pack's increments and rounding, prices and zones as
 * they stand for one agreement on one day. It is immutable: any number of threads may rate with it at once. It
 * allocates nothing while it rates, and the result of a row depends on that row alone, so any split of a batch gives
 * the same results. */
typedef struct pv_rater pv_rater;

/* Makes a rater for a pack. `json` is one object, all of whose members are optional:
 *   services  list of what calls are charged under, in the order of the column `service`; each an object with `sku`,
 *             `per_minute` (price as text), `deck` (true: the deck prices what its prefixes match), and `by_number` (false:
 *             charged whatever the number is). Default: one service, "per-minute", with the deck if one is given.
 *   readings  object of reading id to option; default: the pack's defaults
 *   set       object of parameter id to value as text
 *   on        the day whose values of the pack count; default: the first that the pack has
 *   zones     false: every number is covered by a service's own price. Default: true.
 * `deck` is a rate deck as CSV with the column names of KAZOO (prefix, rate_cost, rate_minimum, rate_increment, ...); NULL
 * for none. Where the pack fixes minimum and step the clause wins over the deck. Free with pv_rater_free.
 * Refused: json.syntax, reading.*, parameter.*, deck.invalid, money.*, value.range. Usage: argument.*. Since 0.1. */
PV_API int32_t pv_rater_new(const pv_ctx *ctx, const pv_pack *pack, const char *json, size_t json_size, const char *deck,
                            size_t deck_size, pv_rater **out, pv_error **error);

/* Frees a rater; NULL is fine. Since 0.1. */
PV_API void pv_rater_free(pv_rater *rater);

/* The denominator of every numerator that the rater writes: price = numerator / denominator in major units of the
 * currency. 0 for a NULL rater. Since 0.1. */
PV_API int64_t pv_rater_denominator(const pv_rater *rater);

#define PV_CALL_UNANSWERED 1 /* flags of a call, or-ed together: the switch says that nobody answered */
#define PV_CALL_INBOUND 2
#define PV_CALL_INTERNAL 4   /* stayed inside, whatever its digits look like */
#define PV_CALL_NUMBER_BAD 8 /* the called number could not be read as one */

/* Calls, owned by the caller and only read. Exactly one of the two length columns is given. Any other column may be
 * NULL: then service 0, no flags, no known place holds for all rows. Without numbers every call counts as covered by
 * its service's own price, and the rater must have no deck. */
typedef struct pv_call_columns {
    size_t struct_size;
    const int32_t *millis;      /* talk time in milliseconds ... */
    const int64_t *millis_wide; /* ... in one width or the other */
    const uint64_t *number;     /* called number: the digits of its international form (E.164) as an integer; 0 none */
    const uint16_t *service;    /* index into the rater's services */
    const uint8_t *flags;       /* PV_CALL_* */
    const uint16_t *place;      /* 1 + index of the region where it was answered; 0 unknown */
} pv_call_columns;

/* Results, owned by the caller, with room for as many rows as go in. Every column but `price` is needed. */
typedef struct pv_rated_columns {
    size_t struct_size;
    int64_t *billed_millis; /* billed length in milliseconds: after minimum and step; 0 if the row is not billed */
    int64_t *numerator;     /* exact price over pv_rater_denominator, after any rounding per call that the pack has */
    uint32_t *price;        /* which price: an index for pv_rater_price, UINT32_MAX if none. May be NULL */
} pv_rated_columns;

/* Rates `count` calls. `row_status` has room for `count` values and gets one of PV_ROW_* per row, in the order of the
 * rows; a row never fails the call. Usage: argument.invalid, argument.missing for columns that do not go together.
 * Since 0.1. */
PV_API int32_t pv_rate_calls(const pv_rater *rater, const pv_call_columns *calls, size_t count,
                             const pv_rated_columns *rated, uint8_t *row_status, pv_error **error);

/* The price per minute behind an index of the column `price`: mantissa / 10^scale. Usage: argument.invalid. Since 0.1.
 * */
PV_API int32_t pv_rater_price(const pv_rater *rater, uint32_t index, int64_t *mantissa, int32_t *scale, pv_error **error);

#define PV_ROW_BILLED 0
#define PV_ROW_ZERO_SECONDS 1          /* not billable: of no length, and the reading bills none of those */
#define PV_ROW_UNANSWERED 2            /* not billable */
#define PV_ROW_INBOUND 3               /* not billable */
#define PV_ROW_INTERNAL 4              /* not billable: stayed inside */
#define PV_ROW_EMERGENCY 5             /* not billable, and an exception: to a number that the contract bars */
#define PV_ROW_FREE_OF_CHARGE 6        /* not billable: at most as long as the deck's free time */
#define PV_ROW_DISPOSITION_CONFLICT 16 /* suspended: not answered, and yet it has a length */
#define PV_ROW_DURATION_INVALID 17     /* suspended */
#define PV_ROW_NUMBER_INVALID 18       /* suspended */
#define PV_ROW_PRICE_MISSING 19        /* suspended */
#define PV_ROW_ZONE_OUTSIDE 20         /* suspended */
#define PV_ROW_ZONE_RESTRICTED 21      /* suspended */
#define PV_ROW_ZONE_UNPLACED 22        /* suspended */
#define PV_ROW_AMOUNT_OVERFLOW 23      /* suspended */

/* The status in words, "zone_outside"; empty for a value that is none. Static. Since 0.1. */
PV_API const char *pv_row_status_name(uint8_t row_status);

/* The class that the row counts in: "billed", "not_billable", "duplicate", "suspended", "rejected"; empty for a value
 * that is none. Static. Since 0.1. */
PV_API const char *pv_row_status_class(uint8_t row_status);

/* The code that explains the status, 0 for billed and for what is plainly not billable. Since 0.1. */
PV_API int32_t pv_row_status_code(uint8_t row_status);

/* --------------------------------------------------------------------------------------------------------------- books
 * A book holds everything that one seller bills, in one SQLite file. One thread uses a pv_book at a time; several may
 * be open on one file, in one process or in several: one writes, the others read, and a second writer waits a while and
 * then gets book.busy. Every operation is whole or nothing, unless it says that it works in batches. */
typedef struct pv_book pv_book;

#define PV_BOOK_READ_ONLY 1

typedef struct pv_book_params {
    size_t struct_size;
    uint32_t flags;           /* PV_BOOK_*; unknown bits are refused */
    uint32_t threads;         /* 0: as many as the machine has. Results do not depend on it */
    int64_t busy_wait_millis; /* how long a second writer waits; 0: 5,000; below 0: not at all */
    uint64_t bytes_max;       /* the file may not grow beyond; 0: no limit */
} pv_book_params;

/* Makes a book at `path` (UTF-8) and opens it. Its packs are those of the context that `json` names, and it takes all the
 * context's calendars and area codes: their bytes go into the book. `json` is one object:
 *   packs        list of pack ids; needed
 *   seller       object of texts that documents show: name, address (lines parted by newlines), email, phone, tax_id,
 *                payment (how to pay); and zone, the time zone of accounts that have none
 *   seller_toml  instead of it, the same as the text of a TOML file
 * `params` may be NULL. Close with pv_book_close. Refused: book.exists, pack.*, calendar.unknown, key.unknown,
 * zone.unknown. IO: book.io, book.full. Since 0.1. */
PV_API int32_t pv_book_create(const pv_ctx *ctx, const char *path, size_t path_size, const char *json, size_t json_size,
                              const pv_book_params *params, pv_book **out, pv_error **error);

/* Opens a book. `params` may be NULL. Close with pv_book_close. IO: book.missing, book.foreign, book.damaged, book.io.
 * Refused: book.version (pv_book_migrate brings it up to date, or a newer library is needed), book.busy. Since 0.1. */
PV_API int32_t pv_book_open(const pv_ctx *ctx, const char *path, size_t path_size, const pv_book_params *params,
                            pv_book **out, pv_error **error);

/* Closes a book; NULL is fine. What was made from it (imports, snapshots, cursors) goes on until it is freed. Since
 * 0.1. */
PV_API void pv_book_close(pv_book *book);

/* Brings a book of an older schema to this library's. `*schema_before` gets the schema that it had; it may be NULL. No
 * other program may have the book open. Errors as pv_book_open; book.version if it is newer. Since 0.1. */
PV_API int32_t pv_book_migrate(const pv_ctx *ctx, const char *path, size_t path_size, int32_t *schema_before,
                               pv_error **error);

/* ------------------------------------------------------------------------------------------------------------- imports
 * A file is pushed into a book in blocks of any size, as they are read: open, feed, feed, ..., finish. A row that
 * cannot be understood or is not allowed never stops an import: it goes to suspense with file, row, reason and what to
 * do. Every row lands in one class, and the classes add up to the rows read. Facts (events, accounts, payments, rates)
 * are committed every so many rows: a cancel, a crash or a free before finish leaves whole batches, and the same file
 * pushed again replays what is there. Usage (calls, sessions) is one batch: nothing of it is visible before finish. */
typedef struct pv_import pv_import;

/* Begins an import. `book` may be NULL for "calls" alone: those are then rated without a book, to totals per account.
 * `json` is one object; the method "methods" lists its members too:
 *   kind      "events", "accounts", "payments", "prices", "rates", "calls", "sessions"; needed
 *   file      the file's name, for messages and suspense
 *   source    which switch, bank or system it comes from; identities and ordinals count within it. Default: the kind, or
 *             of calls the format
 *   format    of calls "asterisk", "freepbx", "freeswitch", "csv", default the mapping's; of facts "csv", "jsonl", default
 *             by the first character
 *   zone      time zone of local times, "America/New_York". Default: the account's or the seller's
 *   mapping   of calls: TOML text that says which column is what, what is internal, which disposition is billable
 *   columns   of calls: "account=Customer,number=To,..." instead of a mapping's columns
 *   account   of calls: whose rows are that name no account
 *   contract  of accounts: the pack of rows that name none. Default: the book's only pack
 *   sku, from of rates: what the deck prices (default "per-minute"), and from which day (needed)
 *   pack, services, readings, set, on, zones, deck
 *             of calls without a book: the pack's id, the rest as for pv_rater_new, the deck as CSV text
 * Free with pv_import_free. Refused: book.busy, deck.invalid, toml.*, key.*. Usage: argument.*, format.unknown,
 * column.missing, import.zone_missing. Since 0.1. */
PV_API int32_t pv_import_open(const pv_ctx *ctx, pv_book *book, const char *json, size_t json_size, pv_import **out,
                              pv_error **error);

/* Pushes the next `size` bytes of the file. Rows may lie across blocks. After a failure only pv_import_free is allowed.
 * Interrupted: cancelled. IO: book.full, book.io. Refused: text.not_utf8, csv.syntax, input.too_large. Since 0.1. */
PV_API int32_t pv_import_feed(pv_import *import, const char *bytes, size_t size, pv_error **error);

/* Ends the file, commits what is left, and stores a report as JSON in `*report` (free with pv_buffer_free). PV_NO with
 * rows.suspended if rows wait in suspense; the report is stored then too. Once only. Since 0.1. */
PV_API int32_t pv_import_finish(pv_import *import, pv_buffer **report, pv_error **error);

/* Frees an import; NULL is fine. Without pv_import_finish, rows since the last commit are not in the book. Since 0.1.
 * */
PV_API void pv_import_free(pv_import *import);

/* -------------------------------------------------------------------------------------------------- snapshots, cursors
 * A snapshot shows one state of a book for as long as it lives, whatever is written meanwhile. It has a connection of
 * its own, so the book may go on writing. Lists come out of it through cursors, as NDJSON: one object per line, in
 * blocks. */
typedef struct pv_snapshot pv_snapshot;
typedef struct pv_cursor pv_cursor;

/* Takes a snapshot of a book as it is now. Free with pv_snapshot_free. Refused: book.busy. IO: book.*. Since 0.1. */
PV_API int32_t pv_snapshot_open(pv_book *book, pv_snapshot **out, pv_error **error);

/* Frees a snapshot; NULL is fine. Its cursors may live on. Since 0.1. */
PV_API void pv_snapshot_free(pv_snapshot *snapshot);

/* Begins a list: "documents", "accounts", "journal", "aging", ...; the method "methods" tells all with their arguments.
 * `json` is one object of arguments; it may be empty. Free with pv_cursor_free. A snapshot and its cursors belong to
 * one thread at a time. A cursor keeps the rest of its list in memory. Usage: method.unknown, argument.*. Since 0.1. */
PV_API int32_t pv_cursor_open(pv_snapshot *snapshot, const char *list, size_t list_size, const char *json, size_t json_size,
                              pv_cursor **out, pv_error **error);

/* The next block: `*block` points to `*size` bytes of whole lines, valid until the cursor is moved or freed. At the end
 * of the list `*block` is NULL and `*size` 0, with PV_OK. Since 0.1. */
PV_API int32_t pv_cursor_next(pv_cursor *cursor, const char **block, size_t *size, pv_error **error);

/* Frees a cursor; NULL is fine. Since 0.1. */
PV_API void pv_cursor_free(pv_cursor *cursor);

/* ----------------------------------------------------------------------------------------------------------- JSON call
 * Everything that is not a hot path goes through one call: a method's name and one JSON object in, one JSON object out.
 * The method "methods" lists them all with their arguments; docs/c-api.md is made from that list. Objects that come out
 * carry `schema`, as "proviso.calc/1"; fields are only added to a schema. Amounts, prices and ratios are texts; counts,
 * seconds and sizes are integers; days and instants are ISO texts. An argument that a method does not know is refused,
 * and so is one that it needs and does not get. The method "calc.proration" with {"pack": "safesoft-2013", "inputs":
 * {"price": "199", "cycle_start": "2013-03-01", "activated": "2013-03-20"}} gives {"schema": "proviso.calc/1", ...,
 * "amount": "66.33", "exact": "199/3", ...}. */

/* Calls `method` with the arguments in `json` (may be empty: no arguments). `book` may be NULL for methods that need
 * none. On PV_OK and on PV_NO a buffer is stored in `*out`; free it with pv_buffer_free. PV_NO also stores an error
 * that says what the "no" is; pack.check stores its findings beside PV_REFUSED. Errors of every method, in this order:
 * method.unknown, json.syntax, argument.unknown, argument.missing, argument.invalid; then the method's own. The context
 * is only read; the book, if any, is needed to itself. Since 0.1. */
PV_API int32_t pv_call_json(const pv_ctx *ctx, pv_book *book, const char *method, size_t method_size, const char *json,
                            size_t json_size, pv_buffer **out, pv_error **error);

#ifdef __cplusplus
}
#endif

#endif
