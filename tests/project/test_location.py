import errno
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError, DiskFault, NoRights, NoSpace, OpenElsewhere, ProjectExists
from annotator.project.location import disk_errors, from_mac, is_on_network
from annotator.project.staging import writing_errors

MOUNTS = """\
/dev/vda / ext4 rw,relatime 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//nas/التحرير /media/التحرير\\040العربي cifs rw 0 0
desk@host:/ /home/local/remote fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdc1 /mnt ext4 rw 0 0
//nas/new /mnt smb3 rw 0 0
server:/x /mnt2 nfs rw 0 0
/dev/sdd1 /mnt2 xfs rw 0 0
a broken line
"""
# As macOS 14 prints it.
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect, root data)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
/dev/disk4s1 on /Volumes/قرص (أحمر) (exfat, local, nodev, nosuid, noowners)
//amina@nas._smb._tcp.local/team on /Volumes/Team on 2 (smbfs, nodev, nosuid, mounted by amina)
//amina@old/share on /Volumes/old (afpfs, nodev, nosuid, mounted by amina)
https://cloud.example/dav/ on /Volumes/dav (webdav, nodev, noexec, nosuid, mounted by amina)
server:/x on /Volumes/back\\slash (nfs, nodev)
a broken line
"""


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/", False),
        ("/work", False),
        ("/home", True),
        ("/home/amina", True),
        ("/homes", False),
        ("/home/local/project", False),
        ("/home/local/remote/project", True),
        ("/media/التحرير العربي/مشروع", True),
        ("/media", False),
        ("/run/user/1000/gvfs/smb-share:server=nas", True),
        ("/mnt/project", True),  # mounted over
        ("/mnt2/project", False),
    ],
)
def test_a_network_share_is_known_by_its_deepest_mount(folder, expected):
    assert is_on_network(Path(folder), mounts=MOUNTS) is expected


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/", False),
        ("/Users/amina/مشروع", False),
        ("/Volumes/قرص (أحمر)", False),
        ("/Volumes/Team on 2/projects", True),
        ("/Volumes/old", True),
        ("/Volumes/dav", True),
        ("/Volumes/back\\slash", True),
    ],
)
def test_a_network_share_on_macos_is_known_by_what_mount_says(folder, expected):
    assert is_on_network(Path(folder), mounts=from_mac(MAC)) is expected


def test_the_mounts_of_this_machine_are_readable(tmp_path):
    assert is_on_network(tmp_path.resolve()) is False


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, NoSpace),
        (errno.EDQUOT, NoSpace),
        (errno.EACCES, NoRights),
        (errno.EPERM, NoRights),
        (errno.EROFS, NoRights),
        (errno.EEXIST, ProjectExists),
        (errno.EIO, DiskFault),
        (errno.ENAMETOOLONG, DiskFault),
    ],
)
def test_an_error_of_the_disk_is_a_sentence(number, expected):
    with pytest.raises(AnnotatorError) as raised, disk_errors(Path("work.annot")):
        raise OSError(number, "as the system says it")
    assert type(raised.value) is expected
    assert "work.annot" in str(raised.value)


@pytest.mark.parametrize("border", [disk_errors, writing_errors])
def test_windows_says_the_same_of_no_rights_and_of_a_file_that_is_open_elsewhere(border):
    refused = PermissionError(errno.EACCES, "The process cannot access the file")
    refused.winerror = 32  # ERROR_SHARING_VIOLATION; Python gives it on Windows only
    with (
        pytest.raises(OpenElsewhere, match=r"work\.annot .* another program has it open"),
        border(Path("work.annot")),
    ):
        raise refused
