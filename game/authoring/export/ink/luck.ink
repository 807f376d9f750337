=== function draw(deck, visit, of_all) ===
// The game's own luck in whole numbers below 2^31: the same seed, deck and visit give the same draw everywhere.
// A host that binds `draw` itself gives the same numbers, faster. `deck` is the FNV-1a hash of the deck's name.
~ luck_mix(seed)
~ luck_xor(deck)
~ luck_mixed()
~ temp upper = luck_upper
~ temp lower = luck_lower
~ luck_mix(visit)
~ luck_upper = luck_either(luck_upper, upper)
~ luck_lower = luck_either(luck_lower, lower)
~ luck_mixed()
~ return (luck_upper * of_all + (luck_lower * of_all) / 65536) / 65536

=== function luck_split(number) ===
// A 32-bit number, which is negative where its highest bit is set, as two halves of 16 bits.
~ luck_lower = ((number % 65536) + 65536) % 65536
~ luck_upper = (number - luck_lower) / 65536
{ luck_upper < 0:
    ~ luck_upper = luck_upper + 65536
}

=== function luck_mix(number) ===
~ luck_split(number)
~ luck_mixed()

=== function luck_xor(number) ===
~ temp upper = luck_upper
~ temp lower = luck_lower
~ luck_split(number)
~ luck_upper = luck_either(luck_upper, upper)
~ luck_lower = luck_either(luck_lower, lower)

=== function luck_mixed() ===
// The finaliser of MurmurHash3.
~ luck_lower = luck_either(luck_lower, luck_upper)
~ luck_times(34283, 51819)
~ temp lower = (luck_upper % 8192) * 8 + luck_lower / 8192
~ luck_lower = luck_either(luck_lower, lower)
~ luck_upper = luck_either(luck_upper, luck_upper / 8192)
~ luck_times(49842, 44597)
~ luck_lower = luck_either(luck_lower, luck_upper)

=== function luck_times(upper, lower) ===
// Times another number of two halves, without what goes beyond 32 bits.
~ temp small = luck_lower * (lower % 256)
~ temp large = luck_lower * (lower / 256)
~ temp carried = large / 256 + ((large % 256) * 256 + small) / 65536
~ luck_upper = (carried + luck_part(luck_upper, lower) + luck_part(luck_lower, upper)) % 65536
~ luck_lower = ((large % 256) * 256 + small) % 65536

=== function luck_part(one, other) ===
~ return (((one * (other / 256)) % 256) * 256 + one * (other % 256)) % 65536

=== function luck_either(one, other) ===
// The bits that are set in one of the two and not in both.
{ one == 0:
    ~ return other
}
{ other == 0:
    ~ return one
}
~ return (one + other) % 2 + 2 * luck_either(one / 2, other / 2)
