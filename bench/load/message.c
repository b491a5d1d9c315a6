#define _GNU_SOURCE
#include "message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#define TEXT "Since this morning the internet is slow, what can I do about it?" /* 64 characters */

enum { UUID = 36 };

static void hex(char *out, unsigned long value, int digits) {
    for (int i = digits - 1; i >= 0; i--, value >>= 4) out[i] = "0123456789abcdef"[value & 15];
}

/* tttttttt-tttt-7ppp-8ppp-nnnnnnnnnnnn: milliseconds, this process, the number. */
static void client_id(char *out, long number) {
    static unsigned long process;
    struct timespec t;
    if (!process && getrandom(&process, sizeof process, 0) != sizeof process) abort();
    clock_gettime(CLOCK_REALTIME, &t);
    unsigned long ms = (unsigned long)t.tv_sec * 1000 + (unsigned long)t.tv_nsec / 1000000;
    memcpy(out, "00000000-0000-7000-8000-000000000000", UUID);
    hex(out, ms >> 16, 8);
    hex(out + 9, ms, 4);
    hex(out + 15, process, 3);
    hex(out + 20, process >> 12, 3);
    hex(out + 24, (unsigned long)number, 12);
}

size_t message_send(char *out, size_t room, long number) {
    char id[UUID];
    client_id(id, number);
    return (size_t)snprintf(out, room, "{\"type\":\"send\",\"client_id\":\"%.*s\",\"text\":\"%s\"}", UUID, id, TEXT);
}

size_t message_hello_visitor(char *out, size_t room) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    unsigned char bits[43];
    char token[44] = {0};
    if (getrandom(bits, sizeof bits, 0) != sizeof bits) abort();
    for (int i = 0; i < 43; i++) token[i] = letters[bits[i] & 63];
    token[42] = letters[bits[42] & 60]; /* 43 characters hold 258 bits; the last two must be zero */
    return (size_t)snprintf(
        out, room,
        "{\"type\":\"hello\",\"protocol\":1,\"inbox\":\"demo\",\"token\":\"%s\",\"cursor\":null,\"locale\":\"en\"}", token);
}

size_t message_hello_console(char *out, size_t room, const char *ticket, size_t ticket_size) {
    return (size_t)snprintf(out, room, "{\"type\":\"hello\",\"protocol\":1,\"ticket\":\"%.*s\",\"cursor\":null}",
                            (int)ticket_size, ticket);
}

bool message_is(const char *message, size_t size, const char *type) {
    static const char before[] = "{\"type\":\"";
    size_t head = sizeof before - 1, length = strlen(type);
    return size > head + length && !memcmp(message, before, head) && !memcmp(message + head, type, length) &&
           message[head + length] == '"';
}

const char *message_value(const char **at, const char *end, const char *key, size_t *size) {
    char wanted[40];
    int length = snprintf(wanted, sizeof wanted, "\"%s\":\"", key);
    const char *found = memmem(*at, (size_t)(end - *at), wanted, (size_t)length);
    if (!found) return NULL;
    found += length;
    const char *quote = memchr(found, '"', (size_t)(end - found));
    if (!quote) return NULL;
    *size = (size_t)(quote - found);
    *at = quote;
    return found;
}

static long number_of(const char *id) {
    long number = 0;
    for (int i = 24; i < UUID; i++) {
        char c = id[i];
        if (c >= '0' && c <= '9') number = number << 4 | (c - '0');
        else if (c >= 'a' && c <= 'f') number = number << 4 | (c - 'a' + 10);
        else return -1;
    }
    return number;
}

long message_number(const char **at, const char *end) {
    size_t size;
    const char *id;
    while ((id = message_value(at, end, "client_id", &size)))
        if (size == UUID) return number_of(id);
    return -1;
}
