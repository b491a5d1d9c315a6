#include "samples.h"

#include <stdio.h>
#include <stdlib.h>

void samples_add(struct samples *samples, double seconds) {
    if (samples->count == samples->room) {
        samples->room = samples->room ? samples->room * 2 : 65536;
        samples->us = realloc(samples->us, samples->room * sizeof *samples->us);
        if (!samples->us) abort();
    }
    samples->us[samples->count++] = (float)(seconds * 1e6);
}

static int ascending(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static double at(const struct samples *samples, double share) {
    if (!samples->count) return 0;
    size_t place = (size_t)(share * (double)samples->count);
    return samples->us[place < samples->count ? place : samples->count - 1];
}

void samples_print(struct samples *samples) {
    qsort(samples->us, samples->count, sizeof *samples->us, ascending);
    printf("\"p50_us\":%.0f,\"p90_us\":%.0f,\"p99_us\":%.0f,\"p999_us\":%.0f,\"max_us\":%.0f", at(samples, .5),
           at(samples, .9), at(samples, .99), at(samples, .999), at(samples, 1));
}
