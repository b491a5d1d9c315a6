/* What the load generator writes, and what it looks for in what arrives. It does not parse JSON: the server writes
 * `"type"` first and no spaces, and texts sent from here hold no quotes, so looking for keys is exact and cheap. */
#ifndef MESSAGE_H
#define MESSAGE_H
#include <stdbool.h>
#include <stddef.h>

/* A `send` whose client_id (a UUIDv7) ends with `number`. Returns its size. */
size_t message_send(char *out, size_t room, long number);
size_t message_hello_visitor(char *out, size_t room);
size_t message_hello_console(char *out, size_t room, const char *ticket, size_t ticket_size);

bool message_is(const char *message, size_t size, const char *type);

/* The text of the next `"key":"..."` at or after `*at`; moves `*at` behind it. Returns NULL if there is none. */
const char *message_value(const char **at, const char *end, const char *key, size_t *size);

/* The number in the next client_id at or after `*at`, or -1 if there is none. */
long message_number(const char **at, const char *end);
#endif
