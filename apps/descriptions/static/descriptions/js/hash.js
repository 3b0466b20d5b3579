// The hash by which the page knows whether an answer speaks of the text that stands here now: CRC-32 of its UTF-8.
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

export const hashOf = (text) => {
  let crc = -1;
  for (const byte of new TextEncoder().encode(text)) crc = TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ((~crc) >>> 0).toString(16).padStart(8, "0");
};
