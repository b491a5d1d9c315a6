#define _GNU_SOURCE
#include "ws.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"

enum { TEXT = 1, CLOSE = 8, PING = 9, PONG = 10 };
enum { GULP = 256 * 1024, AT_ONCE = 512 };

static int poller;
static int the_port;
static struct ws_events on;
static struct bytes incoming; /* shared: only the beginning of an unfinished frame is kept for each client */
static uint32_t random_state = 2463534242u;

static uint32_t random32(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

static void reserve(struct bytes *bytes, size_t room) {
    if (bytes->room >= room) return;
    bytes->data = realloc(bytes->data, room);
    if (!bytes->data) abort();
    bytes->room = room;
}

static void append(struct bytes *bytes, const char *data, size_t size) {
    reserve(bytes, bytes->size + size);
    memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
}

static void release(struct bytes *bytes) {
    free(bytes->data);
    *bytes = (struct bytes){0};
}

static void watch(struct ws *ws, int what, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = ws};
    if (epoll_ctl(poller, what, ws->fd, &event)) {
        perror("epoll_ctl");
        exit(1);
    }
}

static void end(struct ws *ws, const char *why) {
    if (ws->state == WS_GONE) return;
    ws->state = WS_GONE;
    close(ws->fd);
    release(&ws->in);
    release(&ws->out);
    on.gone(ws, why);
}

void ws_start(int port, struct ws_events events) {
    the_port = port;
    on = events;
    poller = epoll_create1(0);
    random_state ^= (uint32_t)getpid();
    reserve(&incoming, GULP);
}

void ws_connect(struct ws *ws, const char *path) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)the_port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    *ws = (struct ws){.path = path, .state = WS_CONNECTING};
    ws->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (ws->fd < 0) {
        perror("socket");
        exit(1);
    }
    setsockopt(ws->fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    if (connect(ws->fd, (struct sockaddr *)&address, sizeof address) && errno != EINPROGRESS) {
        perror("connect");
        exit(1);
    }
    watch(ws, EPOLL_CTL_ADD, EPOLLOUT);
}

static void push(struct ws *ws, const char *data, size_t size) {
    ssize_t taken = ws->out.size ? 0 : write(ws->fd, data, size);
    if (taken < 0) {
        if (errno != EAGAIN) return end(ws, strerror(errno));
        taken = 0;
    }
    if ((size_t)taken == size) return;
    append(&ws->out, data + taken, size - (size_t)taken);
    watch(ws, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
}

static void push_waiting(struct ws *ws) {
    struct bytes waiting = ws->out;
    ws->out = (struct bytes){0};
    watch(ws, EPOLL_CTL_MOD, EPOLLIN);
    push(ws, waiting.data, waiting.size);
    free(waiting.data);
}

static void send_frame(struct ws *ws, int opcode, const char *payload, size_t size) {
    static char frame[8 + 65536];
    if (ws->state != WS_OPEN || size > 65535) return;
    size_t at = 2;
    frame[0] = (char)(0x80 | opcode);
    frame[1] = (char)(0x80 | (size < 126 ? size : 126));
    if (size >= 126) {
        frame[at++] = (char)(size >> 8);
        frame[at++] = (char)size;
    }
    uint32_t mask = random32();
    memcpy(frame + at, &mask, 4);
    const char *key = frame + at;
    at += 4;
    for (size_t i = 0; i < size; i++) frame[at + i] = payload[i] ^ key[i & 3];
    push(ws, frame, at + size);
}

void ws_send(struct ws *ws, const char *message, size_t size) { send_frame(ws, TEXT, message, size); }

static void ask_to_upgrade(struct ws *ws) {
    char request[512];
    int size = snprintf(request, sizeof request,
                        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\nUpgrade: websocket\r\n"
                        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                        ws->path, the_port, the_port);
    ws->state = WS_UPGRADING;
    watch(ws, EPOLL_CTL_MOD, EPOLLIN);
    push(ws, request, (size_t)size);
}

/* The bytes that the answer to the upgrade takes, or 0 while it is not whole. */
static size_t upgraded(struct ws *ws, const char *data, size_t size) {
    const char *end_of_head = memmem(data, size, "\r\n\r\n", 4);
    if (!end_of_head) return 0;
    if (size < 12 || memcmp(data + 9, "101", 3)) {
        fprintf(stderr, "refused: %.*s\n", (int)(size < 400 ? size : 400), data);
        end(ws, "upgrade refused");
        return 0;
    }
    ws->state = WS_OPEN;
    on.opened(ws);
    return (size_t)(end_of_head - data) + 4;
}

static void closed_by_server(struct ws *ws, const char *payload, size_t size) {
    char why[160];
    int code = size >= 2 ? (unsigned char)payload[0] << 8 | (unsigned char)payload[1] : 1005;
    snprintf(why, sizeof why, "closed with %d %.*s", code, size > 2 ? (int)size - 2 : 0, payload + 2);
    end(ws, why);
}

static void frame(struct ws *ws, int opcode, const char *payload, size_t size) {
    if (opcode == TEXT)
        on.text(ws, payload, size);
    else if (opcode == PING)
        send_frame(ws, PONG, payload, size);
    else if (opcode == CLOSE)
        closed_by_server(ws, payload, size);
}

/* The bytes that the first whole frame takes, or 0 while none is whole. Servers send no masks. */
static size_t one_frame(struct ws *ws, const char *data, size_t size) {
    const unsigned char *head = (const unsigned char *)data;
    if (size < 2) return 0;
    size_t from = 2, length = head[1] & 127;
    if (length == 126) {
        if (size < 4) return 0;
        length = (size_t)head[2] << 8 | head[3];
        from = 4;
    } else if (length == 127) {
        if (size < 10) return 0;
        length = (size_t)head[6] << 24 | (size_t)head[7] << 16 | (size_t)head[8] << 8 | head[9];
        from = 10;
    }
    if (size - from < length) return 0;
    frame(ws, head[0] & 15, data + from, length);
    return from + length;
}

static void receive(struct ws *ws) {
    incoming.size = 0;
    reserve(&incoming, ws->in.size + GULP);
    if (ws->in.size) append(&incoming, ws->in.data, ws->in.size);
    release(&ws->in);
    ssize_t came = read(ws->fd, incoming.data + incoming.size, GULP);
    if (came < 0 && errno == EAGAIN) came = 0;
    else if (came <= 0) return end(ws, came ? strerror(errno) : "the server hung up");
    incoming.size += (size_t)came;
    size_t at = 0, taken = 1;
    while (taken && at < incoming.size && ws->state != WS_GONE) {
        taken = ws->state == WS_UPGRADING ? upgraded(ws, incoming.data + at, incoming.size - at)
                                          : one_frame(ws, incoming.data + at, incoming.size - at);
        at += taken;
    }
    if (at < incoming.size && ws->state != WS_GONE) append(&ws->in, incoming.data + at, incoming.size - at);
}

static void happened(struct ws *ws, uint32_t events) {
    if (ws->state == WS_CONNECTING) {
        if (events & EPOLLERR) return end(ws, "connection refused");
        return ask_to_upgrade(ws);
    }
    if (events & EPOLLOUT && ws->state != WS_GONE) push_waiting(ws);
    if (events & (EPOLLIN | EPOLLHUP | EPOLLERR) && ws->state != WS_GONE) receive(ws);
}

void ws_turn(double until) {
    struct epoll_event events[AT_ONCE];
    double left = until - now();
    if (left < 0) left = 0;
    struct timespec wait = {.tv_sec = (time_t)left, .tv_nsec = (long)((left - (double)(time_t)left) * 1e9)};
    int count = epoll_pwait2(poller, events, AT_ONCE, &wait, NULL);
    for (int i = 0; i < count; i++) {
        struct ws *ws = events[i].data.ptr;
        if (ws->state != WS_GONE) happened(ws, events[i].events);
    }
}
