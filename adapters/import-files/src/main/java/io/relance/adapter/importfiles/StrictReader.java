package io.relance.adapter.importfiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes a file and refuses, with the line, what a CSV reader would let pass: bytes that the encoding doesn't have (the
 * JDK's readers replace them) and the character NUL. Skips a byte order mark.
 */
final class StrictReader extends Reader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    private boolean ended;
    private boolean flushed;
    private boolean started;
    private boolean carriageReturn;
    private long line = 1;
    private long bytesRead;
    private CoderResult failure = CoderResult.UNDERFLOW;

    StrictReader(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        bytes.flip();
    }

    /** Bytes taken from the file so far. */
    long bytesRead() {
        return bytesRead;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0) {
            if (failure.isError()) {
                throw new RefusedException(
                        "WRONG_ENCODING",
                        line,
                        "the file has bytes that are not " + charset.name(),
                        "name its encoding in the mapping, as in encoding: windows-1252");
            }
            if (flushed) {
                return -1;
            }
            decode(chars);
            skipByteOrderMark(target, offset, chars);
        }
        count(target, offset, chars.position());
        return chars.position();
    }

    /** What was decoded before an undecodable byte is given out first, so that the line can be counted up to it. */
    private void decode(CharBuffer chars) throws IOException {
        CoderResult result = decoder.decode(bytes, chars, ended);
        if (result.isError()) {
            failure = result;
        } else if (result.isUnderflow()) {
            if (ended) {
                flushed = decoder.flush(chars).isUnderflow();
            } else {
                fill();
            }
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytesRead += count;
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    private void skipByteOrderMark(char[] target, int offset, CharBuffer chars) {
        int decoded = chars.position();
        if (!started && decoded > 0) {
            started = true;
            if (target[offset] == BYTE_ORDER_MARK) {
                System.arraycopy(target, offset + 1, target, offset, decoded - 1);
                chars.position(decoded - 1);
            }
        }
    }

    private void count(char[] target, int offset, int length) throws RefusedException {
        for (int i = offset; i < offset + length; i++) {
            char c = target[i];
            if (c == 0) {
                throw new RefusedException(
                        "NUL_CHARACTER",
                        line,
                        "the file has a NUL character",
                        "name its encoding in the mapping (UTF-16 looks like that), or remove it");
            }
            if (c == '\n' ? !carriageReturn : c == '\r') {
                line++;
            }
            carriageReturn = c == '\r';
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
