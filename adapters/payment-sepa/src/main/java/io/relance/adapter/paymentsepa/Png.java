package io.relance.adapter.paymentsepa;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a picture in black and white as PNG (ISO/IEC 15948), one bit a pixel; without java.desktop. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Png() {}

    /** @param dark rows first; each of its modules becomes a square of so many pixels */
    static byte[] of(boolean[][] dark, int pixels) {
        int size = dark.length * pixels;
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        // width, height, 1 bit, grey, then the only methods that there are, not interlaced
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13).putInt(size).putInt(size).put((byte) 1).array());
        chunk(png, "IDAT", deflated(lines(dark, pixels)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** Each line: no filter, then the pixels from the left, white ones set, in whole bytes. */
    private static byte[] lines(boolean[][] dark, int pixels) {
        int size = dark.length * pixels;
        int width = 1 + (size + 7) / 8;
        byte[] lines = new byte[width * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (!dark[y / pixels][x / pixels]) {
                    lines[y * width + 1 + x / 8] |= (byte) (0x80 >> (x % 8));
                }
            }
        }
        return lines;
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[4096];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Length, type, data, and the check sum of the two latter. */
    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(name);
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
