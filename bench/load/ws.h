/* WebSocket clients on one epoll: connect, handshake, text frames both ways, pings answered, end noticed.
 *
 * Frames are masked with random masks, as a browser's are. A write that the socket does not take waits in the
 * client; a client never blocks the others. */
#ifndef WS_H
#define WS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ws_state { WS_CONNECTING, WS_UPGRADING, WS_OPEN, WS_GONE };

struct bytes {
    char *data;
    size_t size, room;
};

struct ws {
    int fd;
    enum ws_state state;
    const char *path;
    struct bytes in;  /* the beginning of a frame whose rest has not come */
    struct bytes out; /* what the socket did not take yet */
};

/* Called from ws_turn. `text` gets one whole message; it ends with no zero. */
struct ws_events {
    void (*opened)(struct ws *ws);
    void (*text)(struct ws *ws, const char *message, size_t size);
    void (*gone)(struct ws *ws, const char *why);
};

void ws_start(int port, struct ws_events events);
void ws_connect(struct ws *ws, const char *path);
void ws_send(struct ws *ws, const char *message, size_t size);
/* Handle what has happened; wait for something at most until `until` (seconds of now()). */
void ws_turn(double until);
#endif
