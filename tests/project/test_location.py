import errno
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError, DiskFault, NoRights, NoSpace, ProjectExists
from annotator.project.location import disk_errors, is_on_network

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
