package org.cloudinit.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Random damage of an image in memory, in place and undone afterwards, because copying the image
 * would take longer than reading it. Where bytes are 0 there is seldom a structure, so most damage
 * is done where they are not.
 */
final class Mutation {

    private static final long[] BAD_VALUES = {
        0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffffL, 0x80000000L, 0xffffffffL
    };

    private final byte[] image;
    private final int[] used;
    private final List<Integer> pointers;
    private final List<int[]> undo = new ArrayList<>();
    private final Random random;
    private int length;

    /**
     * @param pointers places of numbers of 4 bytes that lead from one structure to another
     */
    Mutation(byte[] image, List<Integer> pointers, long seed) {
        this.image = image;
        this.pointers = pointers;
        this.random = new Random(seed);
        this.length = image.length;
        int count = 0;
        for (byte b : image) {
            count += b == 0 ? 0 : 1;
        }
        used = new int[count];
        for (int i = image.length - 1; i >= 0; i--) {
            if (image[i] != 0) {
                used[--count] = i;
            }
        }
    }

    /** Damages the image; what it then is, cut off where that is part of the damage. */
    BlockSource damage() {
        for (int rounds = 1 + random.nextInt(3); rounds > 0; rounds--) {
            switch (random.nextInt(8)) {
                case 0, 1 -> flip();
                case 2, 3 -> badValue();
                case 4 -> copyBlock();
                case 5, 6 -> redirect();
                default -> length = random.nextInt(image.length + 1);
            }
        }
        BlockSource whole = new MemorySource("mutant", image);
        return length == image.length ? whole : whole.slice("cut mutant", 0, length);
    }

    void undo() {
        for (int i = undo.size() - 1; i >= 0; i--) {
            image[undo.get(i)[0]] = (byte) undo.get(i)[1];
        }
        undo.clear();
        length = image.length;
    }

    private int place() {
        int near = used[random.nextInt(used.length)] + random.nextInt(8) - 4;
        return Math.clamp(near, 0, image.length - 8);
    }

    private void flip() {
        for (int bits = 1 + random.nextInt(8); bits > 0; bits--) {
            int at = place();
            set(at, image[at] ^ 1 << random.nextInt(8));
        }
    }

    private void badValue() {
        put(place(), 1 + random.nextInt(4), BAD_VALUES[random.nextInt(BAD_VALUES.length)]);
    }

    /** Puts one block's content in another's place: a structure that is right, but elsewhere. */
    private void copyBlock() {
        int size = 512 << random.nextInt(3);
        int blocks = image.length / size;
        int from = used[random.nextInt(used.length)] / size;
        int to = random.nextBoolean() ? random.nextInt(blocks) : place() / size;
        if (from < blocks && to < blocks) {
            byte[] copy = Arrays.copyOfRange(image, from * size, (from + 1) * size);
            for (int i = 0; i < size; i++) {
                set(to * size + i, copy[i]);
            }
        }
    }

    /** Lets a pointer lead where another one leads: loops, and structures of two owners. */
    private void redirect() {
        if (pointers.isEmpty()) {
            badValue();
            return;
        }
        int at = pointers.get(random.nextInt(pointers.size()));
        int other = pointers.get(random.nextInt(pointers.size()));
        put(at, 4, Bytes.u32(image, other) + (random.nextInt(4) == 0 ? random.nextInt(3) - 1 : 0));
    }

    private void put(int at, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            set(at + i, (int) (value >> (8 * i)));
        }
    }

    private void set(int at, int value) {
        undo.add(new int[] {at, image[at]});
        image[at] = (byte) value;
    }
}
