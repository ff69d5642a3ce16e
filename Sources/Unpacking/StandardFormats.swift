/// The formats that are known, in the order in which they are asked: what is told by a folder's or file's own
/// records first, what takes nearly everything last.
package let standardFormats: [any ContainerFormat] = [
  AppleBackup(), HuaweiBackup(), LockedInside(), TelegramExport(), AndroidBackup(), WeChatStill(),
  Archive(), PDF(), Mail(), WeChatDat(), SamsungBackup(),
]
